/** The entry of a table for a key that a message gives; what every object inherits, `constructor`, is no entry. */
export function lookup<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
