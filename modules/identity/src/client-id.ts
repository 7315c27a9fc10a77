const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether it can be a client id at all: nothing else reaches the database. */
export function isClientId(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}
