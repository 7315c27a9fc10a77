import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.URIDereferencer;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;

/** Validate certificate document...: prints OK or FAIL for each. A reference "cid:name" is the file "name" beside it. */
class Validate {
  public static void main(String[] arguments) throws Exception {
    var certificate = CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(Path.of(arguments[0]))));
    for (int index = 1; index < arguments.length; index++) {
      System.out.println(isValid(Path.of(arguments[index]), certificate.getPublicKey()) ? "OK" : "FAIL");
    }
  }

  private static boolean isValid(Path file, PublicKey key) {
    try {
      var builders = DocumentBuilderFactory.newInstance();
      builders.setNamespaceAware(true);
      var document = builders.newDocumentBuilder().parse(file.toFile());
      var signature = document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
      var context = new DOMValidateContext(KeySelector.singletonKeySelector(key), signature);
      var factory = XMLSignatureFactory.getInstance("DOM");
      URIDereferencer usual = factory.getURIDereferencer();
      context.setURIDereferencer((reference, inner) -> {
        String uri = reference.getURI();
        if (!uri.startsWith("cid:")) return usual.dereference(reference, inner);
        try {
          return new OctetStreamData(Files.newInputStream(file.resolveSibling(uri.substring(4).replace("%", "_"))));
        } catch (java.io.IOException missing) {
          throw new javax.xml.crypto.URIReferenceException(missing);
        }
      });
      return factory.unmarshalXMLSignature(context).validate(context);
    } catch (Exception fault) {
      System.err.println(file + ": " + fault);
      return false;
    }
  }
}
