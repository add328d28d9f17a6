import { insRoots } from '../cda/formats.ts';

/** A person or a system as XDS writes it (XCN; facts, DMP §5.4). */
export interface Xcn {
  id: string;
  family: string;
  given: string;
  oid: string;
  /** D: a person; U: a system. */
  nameType: string;
  /** IDNPS: national; EI: inside a structure; RI: a system; NH: a patient. */
  idType: string;
}

/** An organisation (XON; facts, DMP §5.4). */
export interface Xon {
  name: string;
  oid: string;
  idType: string;
  id: string;
}

/** An identifier and its authority (CX). */
export interface Cx {
  id: string;
  oid: string;
  idType: string;
}

/** Reads an XCN, null where it has not the form. */
export function readXcn(text: string): Xcn | null {
  const form = /^([^^]+)\^([^^]*)\^([^^]*)\^{6}&([\d.]+)&ISO\^([DU])\^{3}(IDNPS|EI|RI|NH)$/;
  const [, id, family, given, oid, nameType, idType] = form.exec(text) ?? [];
  if (id === undefined) return null;
  return {
    id,
    family: family ?? '',
    given: given ?? '',
    oid: oid ?? '',
    nameType: nameType ?? '',
    idType: idType ?? '',
  };
}

/** Why an XCN is not right, French; null when it is. Family and given names are both required (RG_2230). */
export function xcnFault(text: string): string | null {
  const xcn = readXcn(text);
  if (xcn === null) return 'forme';
  if (xcn.family === '' || xcn.given === '') return 'nom ou prénom vide';
  if (!isOid(xcn.oid)) return 'OID';
  if (xcn.idType === 'IDNPS' && xcn.id.includes('/')) return 'identifiant interne donné pour national (EI)';
  if (xcn.idType === 'EI' && !xcn.id.includes('/')) return 'identifiant national donné pour interne (IDNPS)';
  if ((xcn.idType === 'RI') !== (xcn.nameType === 'U')) return 'U pour un système (RI), D pour une personne';
  return null;
}

/** Reads an XON, null where it has not the form. */
export function readXon(text: string): Xon | null {
  const [, name, oid, idType, id] = /^([^^]*)\^{5}&([\d.]+)&ISO\^(IDNST|SIREN)\^{3}([^^]*)$/.exec(text) ?? [];
  return name === undefined ? null : { name, oid: oid ?? '', idType: idType ?? '', id: id ?? '' };
}

/** Why an XON is not right, French; null when it is: a structure has its Struct_IdNat, a publisher its SIREN. */
export function xonFault(text: string): string | null {
  const xon = readXon(text);
  if (xon === null) return 'forme';
  const oid = xon.idType === 'SIREN' ? '1.3.2' : '1.2.250.1.71.4.2.2';
  return xon.oid === oid ? null : `OID de ${xon.idType}`;
}

/** True for the identifier of a patient: an INS, or where `local` is true an identifier that the structure gives. */
export function isPatientId(text: string, { local }: { local: boolean }): boolean {
  const cx = readCx(text);
  if (cx === null) return false;
  return cx.idType === 'NH' ? insRoots.includes(cx.oid) : local && cx.idType === 'PI' && !insRoots.includes(cx.oid);
}

/** Reads a CX; the birth date that a kit of the GIE adds after it is left out. */
export function readCx(text: string): (Cx & { extra: string }) | null {
  const [, id, oid, idType, extra] = /^([^^]+)\^\^\^&([\d.]+)&ISO\^([A-Z]+)((?:\^.*)?)$/.exec(text) ?? [];
  return id === undefined ? null : { id, oid: oid ?? '', idType: idType ?? '', extra: extra ?? '' };
}

/** The values that come more than once, each told once. */
export function repeatedOf(values: readonly string[]): string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const value of values) (seen.has(value) ? again : seen).add(value);
  return [...again];
}

/** True for a SHA-1 in lower-case hexadecimal. */
export function isSha1(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

/** True for an OID as the DMP takes them: no leading zero, 64 characters at most. */
export function isOid(text: string): boolean {
  return text.length <= 64 && /^[0-2](?:\.(?:0|[1-9]\d*))+$/.test(text);
}

/** True for a day and an hour of the calendar, `AAAAMMJJhhmmss`. */
export function isInstant(text: string): boolean {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? [];
  if (y === undefined) return false;
  const date = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  return !Number.isNaN(date.getTime()) && instant(date) === text;
}

/** `AAAAMMJJhhmmss`, UTC. */
export function instant(date: Date): string {
  return date.toISOString().replaceAll(/\D/g, '').slice(0, 14);
}

/** The UTC instant of an HL7 time that has an offset (`AAAAMMJJhhmm[ss]±ZZzz`); null for any other. */
export function utcOf(time: string): string | null {
  const [, y, mo, d, h, mi, s = '00', sign, oh, om] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d+)?([+-])(\d\d)(\d\d)$/.exec(time) ?? [];
  if (y === undefined) return null;
  const date = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}${sign}${oh}:${om}`);
  return Number.isNaN(date.getTime()) ? null : instant(date);
}
