/** The languages that a page is made in. */
export type Language = 'nb' | 'en';

/** The same words in both. */
export interface Words {
  readonly nb: string;
  readonly en: string;
}
