/** OID roots of the national health identity (facts, DMP §3); INS-C and INS-A are those that must not be used. */
export const insRoots = ['1.2.250.1.213.1.4.8', '1.2.250.1.213.1.4.9', '1.2.250.1.213.1.4.10', '1.2.250.1.213.1.4.11'];
export const obsoleteInsRoots = ['1.2.250.1.213.1.4.2', '1.2.250.1.213.1.4.1'];

/** Roots of professionals and of structures (facts, DMP §11). */
export const roots = {
  professional: '1.2.250.1.71.4.2.1',
  /** Agents of the national health insurance. */
  insurance: '1.2.250.1.215.300.5',
  structure: '1.2.250.1.71.4.2.2',
  /** SIREN of a publisher, for the documents of a digital service (SNR). */
  publisher: '1.3.2',
  dmp: '1.2.250.1.213.4.1',
} as const;

/** Template of an unstructured document, IHE XDS-SD (facts, DMP §11). */
export const n1Template = '1.3.6.1.4.1.19376.1.2.20';

/** An OID: digits and dots, no component with a leading zero. Its length is looked at apart. */
export function isOid(text: string): boolean {
  return /^[0-2](?:\.(?:0|[1-9]\d*))+$/.test(text);
}

/** Longest OID that XDS and the CI-SIS take. */
export const oidLength = 64;

export function isUuid(text: string): boolean {
  return /^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i.test(text);
}

const units = { minute: /^\d{12}(?:\d{2})?[+-]\d{4}$/, second: /^\d{14}[+-]\d{4}$/ } as const;

/** True for a date that exists, at least that precise, its offset told. */
export function isInstant(text: string, unit: keyof typeof units): boolean {
  return units[unit].test(text) && isDate(text.slice(0, 8)) && isHour(text.slice(8, 14));
}

/** True for the forms of a ts (facts, DMP §11): AAAA, AAAAMM, AAAAMMJJ, or an instant with its offset. */
export function isTimestamp(text: string): boolean {
  if (/^\d{4}$/.test(text)) return true;
  if (/^\d{6}$/.test(text)) return isDate(`${text}01`);
  return /^\d{8}$/.test(text) ? isDate(text) : isInstant(text, 'minute');
}

/** True for a day `AAAAMMJJ` of the calendar. */
export function isDate(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ];
  const date = new Date(Date.UTC(year, month - 1, day));
  return /^\d{8}$/.test(text) && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isHour(text: string): boolean {
  const [hour, minute, second] = [text.slice(0, 2), text.slice(2, 4), text.slice(4, 6)].map(Number) as [
    number,
    number,
    number,
  ];
  return hour < 24 && minute < 60 && second < 60;
}
