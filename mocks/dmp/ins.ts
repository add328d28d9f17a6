/** A health identity as messages write it: 13 characters and their key, under an OID. */
export interface Ins {
  value: string;
  oid: string;
}

const matricule = '[1-478]\\d{4}(?:\\d{2}|2[AB])\\d{6}';
// The kit appends `^^aaaammjj` (facts, DMP §5.2): tolerated.
const cx = new RegExp(`^(${matricule}\\d{2})\\^\\^\\^&([\\d.]+)&ISO\\^NH(?:\\^\\^\\d{8})?$`);
const anyIns = new RegExp(`^(${matricule})(\\d{2})?(?=$|\\^)`);

/** Reads `<INS>^^^&<OID>&ISO^NH`; undefined when it is anything else. */
export function readCx(text: string): Ins | undefined {
  const [, value, oid] = cx.exec(text) ?? [];
  return value === undefined || oid === undefined ? undefined : { value, oid };
}

/** True when both name the same person. */
export function sameIns(left: Ins, right: Ins | undefined): boolean {
  return left.value === right?.value && left.oid === right.oid;
}

/** The matricule at the start of a text, without and with its key: what attributes an exchange. */
export function matriculeKeys(text: string): string[] {
  const [, thirteen, key] = anyIns.exec(text.replace(/^'/, '')) ?? [];
  if (thirteen === undefined) return [];
  return key === undefined ? [thirteen] : [thirteen, thirteen + key];
}
