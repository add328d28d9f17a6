import { describe, expect, it } from 'vitest';
import { mdm } from '../examples/hl7.ts';
import { given } from './examples.ts';
import { nombre } from './nombre.rule.ts';

const codes = (findings: Array<{ code: string }>): string[] => findings.map(({ code }) => code);

describe('pfi.nombre', () => {
  it('counts the documents given to the platform', () => {
    expect(codes(nombre.check(given(), { nombre: 0 }))).toEqual([]);
    expect(codes(nombre.check(given(mdm()), { nombre: 1 }))).toEqual([]);
    expect(codes(nombre.check(given(mdm()), { nombre: 0 }))).toEqual(['nombre-documents']);
  });

  it('counts those of a type alone where it is asked to', () => {
    expect(codes(nombre.check(given(mdm()), { nombre: 1, famille: 'MDM' }))).toEqual([]);
    expect(codes(nombre.check(given(mdm()), { nombre: 1, famille: 'ORU' }))).toEqual(['nombre-documents']);
  });

  it('counts those for the DMP alone where it is asked to', () => {
    const elsewhere = mdm().replace(/(DESTDMP[^|]*\|\|)Y/, '$1N');
    expect(codes(nombre.check(given(elsewhere), { nombre: 0, dmp: true }))).toEqual([]);
    expect(codes(nombre.check(given(mdm(), elsewhere), { nombre: 2, dmp: true }))).toEqual(['nombre-documents']);
  });
});
