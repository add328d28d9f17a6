import { describe, expect, test } from 'vitest';
import { datamatrix } from '../examples/identity.ts';
import { documentOf } from '../testing.ts';
import { contenu } from './contenu.rule.ts';

const gs = '\u001d';
const header = `IS01${'0'.repeat(22)}`;
const codes = (text: string, parameters = {}): string[] =>
  contenu.check(documentOf(text), parameters).map(({ code }) => code);
const changed = (part: string, by: string): string => {
  expect(datamatrix).toContain(part);
  return datamatrix.replace(part, by);
};

describe('the content of an INS datamatrix', () => {
  test('of the format’s example is accepted', () => {
    const example = `${header}S1297022A02077878S21.2.250.1.213.1.4.8${gs}S3DOMINIQUE${gs}S4ADRTROIS${gs}S5FS626-02-1997S72A020`;
    expect(codes(example)).toEqual([]);
  });

  test('of the person is accepted', () => {
    const person = {
      qualifiee: true,
      matricule: '297022A02077878',
      oid: '1.2.250.1.213.1.4.8',
      prenoms: 'DOMINIQUE',
      nomNaissance: 'ADRTROIS',
      sexe: 'F',
      dateNaissance: '1997-02-26',
      lieuNaissance: '2A020',
    };
    expect(codes(datamatrix, person)).toEqual([]);
  });

  test.each([
    ['an OID of the longest form, without separator', changed(`4.8${gs}`, '4.10')],
    ['no birthplace', changed('S72A020', '')],
    ['a lunar date', changed('26-02-1997', '15-20-1997')],
    ['several first names and a double hyphen', changed('DOMINIQUE', "ANNE-LISE D'OR").replace('ADRTROIS', 'LE--GALL')],
    ['another order of blocks', changed('S5FS626-02-1997', 'S626-02-1997S5F')],
    ['a name of 100 characters, without separator', changed(`ADRTROIS${gs}`, 'A'.repeat(100))],
    ['what a reader adds', `]d1${datamatrix}\r\n`],
    ['separators written in letters', datamatrix.replaceAll(gs, '<GS>')],
    ['a name that ends the content, without separator', `${changed(`S4ADRTROIS${gs}`, '')}S4ADRTROIS`],
  ])('with %s is accepted', (_, text) => {
    expect(codes(text)).toEqual([]);
  });

  test.each([
    ['another version', changed('IS01', 'IS02'), ['entete']],
    ['a header cut short', changed(header, header.slice(1)), ['entete']],
    ['nothing', '', ['entete']],
    ['no separator after the OID', changed(`4.8${gs}`, '4.8'), ['separateur-absent']],
    ['no separator after the first names', changed(`DOMINIQUE${gs}`, 'DOMINIQUE'), ['separateur-absent']],
    ['no separator at all', datamatrix.replaceAll(gs, ''), Array(3).fill('separateur-absent')],
    ['a separator after an OID of the longest form', changed('4.8', '4.10'), ['separateur-de-trop']],
    ['a separator after the sex', changed('S5F', `S5F${gs}`), ['separateur-de-trop']],
    ['a separator after the last block', `${datamatrix}${gs}`, ['separateur-de-trop']],
    [
      'a separator after a name that ends it',
      `${changed(`S4ADRTROIS${gs}`, '')}S4ADRTROIS${gs}`,
      ['separateur-de-trop'],
    ],
    ['no first names', changed(`S3DOMINIQUE${gs}`, ''), ['bloc-absent-S3']],
    ['no sex', changed('S5F', ''), ['bloc-absent-S5']],
    ['two lists of first names', changed('S5F', `S3ANNE${gs}S5F`), ['bloc-repete']],
    ['a block that the format has not', changed('S72A020', 'S82A020'), ['bloc-inconnu']],
    ['a matricule without its key', changed('02077878', '020778'), ['forme-S1', 'bloc-inconnu']],
    ['an OID of another thing', changed('4.8', '4.2'), ['forme-S2']],
    ['first names in lower case', changed('DOMINIQUE', 'Dominique'), ['forme-S3']],
    ['first names between commas', changed('DOMINIQUE', 'DOMINIQUE,ANNE'), ['forme-S3']],
    ['an accent', changed('ADRTROIS', 'ADRÉTROIS'), ['forme-S4']],
    ['an unknown sex', changed('S5F', 'S5I'), ['forme-S5']],
    ['a date in another form', changed('26-02-1997', '1997-02-26'), ['forme-S6']],
    ['a post code of Corsica', changed('S72A020', 'S7Ajacc'), ['forme-S7']],
  ])('with %s is refused', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  test.each([
    ['a key that is not that of the matricule', changed('02077878', '02077879'), 'cle'],
    ['a day of no calendar', changed('26-02-1997', '30-02-1997'), 'date-impossible'],
  ])('with %s is only warned of', (_, text, code) => {
    expect(contenu.check(documentOf(text), {})).toMatchObject([{ code, severity: 'avertissement' }]);
  });

  test.each([
    ['S1', { matricule: '160012B02077713' }],
    ['S2', { oid: '1.2.250.1.213.1.4.9' }],
    ['S3', { prenoms: 'DOMINIQUE ANNE' }],
    ['S4', { nomNaissance: 'ADRUN' }],
    ['S5', { sexe: 'M' }],
    ['S6', { dateNaissance: '1997-02-27' }],
    ['S7', { lieuNaissance: '63220' }],
  ])('whose %s is of another person is refused', (id, parameters) => {
    expect(codes(datamatrix, parameters)).toEqual([`valeur-${id}`]);
  });

  test('of an identity that is not qualified is refused', () => {
    expect(codes(datamatrix, { qualifiee: false })).toEqual(['identite-non-qualifiee']);
  });

  test('says at which character', () => {
    const [finding] = contenu.check(documentOf(changed('26-02-1997', '1997-02-26')), {});
    expect(finding?.where).toBe(`caractère ${datamatrix.indexOf('S6') + 1} (S6)`);
  });

  test.each([
    ['a hundred thousand blocks', header + 'S5F'.repeat(100_000)],
    ['a hundred thousand letters', `${header}S4${'A'.repeat(100_000)}`],
    ['bytes that are no text', `${header}\ufffd\u0000`],
  ])('of %s is refused', (_, text) => {
    expect(codes(text).length).toBeGreaterThan(0);
  });
});
