/** XML Signature Syntax and Processing, version 1.1. */
export const dsNamespace = 'http://www.w3.org/2000/09/xmldsig#';
/** SOAP 1.1, the envelope of ebMS 2.0. */
export const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';
/** Exclusive XML Canonicalization 1.0: its parameter element. */
export const exclusiveNamespace = 'http://www.w3.org/2001/10/xml-exc-c14n#';

export const envelopedTransform = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
export const xpathTransform = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
