const IDS_MAX = 100;

/** The Message-IDs in a header value, without `<` and `>`; some write them bare. */
export function messageIdsIn(value: string): string[] {
  const found = value.match(/<[^<>\s]{1,998}>|[^<>\s,;]{1,998}/g) ?? [];
  return found.slice(0, IDS_MAX).map((id) => id.replace(/^<|>$/g, ''));
}
