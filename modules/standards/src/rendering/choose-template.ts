import type { Template } from './template.ts';
import { genericTemplate } from './templates/generic.ts';
import type { TreeElement } from './tree/tree-element.ts';

const TEMPLATES: readonly Template[] = [];

/** The template of a business document; the generic one where there is no other. */
export function chooseTemplate(payload: TreeElement | undefined): Template {
  return (payload && TEMPLATES.find((template) => template.matches(payload))) ?? genericTemplate;
}
