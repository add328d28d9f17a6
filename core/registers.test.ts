import { describe, expect, it } from 'vitest';
import { sha256 } from './digest.ts';
import { drawPerson } from './identities.ts';
import { nirKey } from './nir.ts';
import { publishedIdentities } from './published-identities.ts';
import { Registers } from './registers.ts';

// Made for this test: commune 99999 does not exist.
const stranger = '1850199999123';
const withKey = `${stranger}${nirKey(stranger)}`;
const corsican = '185012A999123';

function suspects(text: string, registers = new Registers()): string[] {
  return registers.suspects(text).map(({ matricule }) => matricule);
}

describe('a suspect', () => {
  it('is an unknown matricule with its key', () => {
    expect(suspects(`<INS>${withKey}</INS>`)).toEqual([stranger]);
  });

  it('may have a space before its key', () => {
    expect(suspects(`${stranger} ${nirKey(stranger)}`)).toEqual([stranger]);
  });

  it('may be born in Corsica', () => {
    expect(suspects(`${corsican}${nirKey(corsican)}`)).toEqual([corsican]);
  });

  it('is told with its place', () => {
    expect(new Registers().suspects(`INS ${withKey}`)[0]?.offset).toBe(4);
  });

  it('is told each time', () => {
    expect(suspects(`${withKey},${withKey}`)).toEqual([stranger, stranger]);
  });

  it.each([
    ['13 digits alone, such as a time', stranger],
    ['a wrong key', `${stranger}${nirKey(stranger) === '01' ? '02' : '01'}`],
    ['part of a longer number', `7${withKey}`],
    ['part of a digest', `${withKey}af`],
  ])('is not %s', (_, text) => {
    expect(suspects(text)).toEqual([]);
  });

  it('is not a published identity', () => {
    const { matricule, cle } = publishedIdentities.ADRUN;
    expect(suspects(matricule + cle)).toEqual([]);
  });

  it('is not a former matricule of a published identity', () => {
    const [former] = publishedIdentities.ECETINSI.historique;
    expect(suspects(former.matricule + former.cle)).toEqual([]);
  });

  it('is not a person generated for the run', () => {
    const registers = new Registers();
    const person = drawPerson({ seed: 's' }, 'INS/va1.28.01');
    registers.addGenerated(person);
    expect(suspects(person.matricule + person.cle, registers)).toEqual([]);
  });

  it('is a person generated for another run', () => {
    const person = drawPerson({ seed: 's' }, 'INS/va1.28.01');
    expect(suspects(person.matricule + person.cle)).toEqual([person.matricule]);
  });

  it('is not a declared matricule', () => {
    const registers = new Registers();
    registers.addDeclared(stranger, 'identité d’essai de l’éditeur');
    expect(suspects(withKey, registers)).toEqual([]);
  });
});

describe('the registers', () => {
  it('say where an identity comes from', () => {
    const registers = new Registers();
    registers.addDeclared(stranger, 'essai');
    expect(registers.identities()).toContainEqual({ matricule: stranger, origin: 'declaree', reason: 'essai' });
  });

  it('sort the identities', () => {
    const matricules = new Registers().identities().map(({ matricule }) => matricule);
    expect(matricules).toEqual([...matricules].sort((a, b) => a.localeCompare(b)));
  });

  it('know a secret that was added', () => {
    const registers = new Registers();
    registers.addSecret('jeton-d-essai', 'jeton');
    expect([registers.knowsSecret('jeton-d-essai'), registers.knowsSecret('autre')]).toEqual([true, false]);
  });

  it('tell a secret by its digest only', () => {
    const registers = new Registers();
    registers.addSecret('jeton-d-essai', 'jeton');
    expect(registers.secrets()).toEqual([{ sha256: sha256('jeton-d-essai'), label: 'jeton' }]);
  });
});
