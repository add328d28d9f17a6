import { CabinetError } from '../cabinet-error.ts';

/** Members of a JSON answer, or claims of a token. */
export type Members = Record<string, unknown>;

/** The members of a JSON text; none when it is something else. */
export function parseMembers(text: string): Members {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Pro Santé Connect, or what it sent, can't be used; the text is shown to the user. */
export function pscRefusal(text: string): CabinetError {
  return new CabinetError('service_indisponible', text);
}
