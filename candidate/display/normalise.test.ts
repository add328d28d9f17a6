import { describe, expect, it } from 'vitest';
import { fieldName, matriculesIn, meaningOf, mediaTypeOf, normalise } from './index.ts';

describe('normalise', () => {
  it.each([
    ['dateNaissance', '26/02/1997', '1997-02-26'],
    ['dateNaissance', '1er mars 2026', '2026-03-01'],
    ['dateNaissance', '00/12/1981', '1981-12-00'],
    ['dateNaissance', '1997-02-26', '1997-02-26'],
    ['dateNaissance', 'vers 1997', 'vers 1997'],
    ['statut', 'Qualifiée', 'QUAL'],
    ['statut', 'Identité récupérée', 'RECUP'],
    ['statut', 'VALI', 'VALI'],
    ['statut', 'provisoire puis validée', 'provisoire puis validée'],
    ['sexe', 'Féminin', 'F'],
    ['sexe', 'masculin', 'M'],
    ['sexe', 'F — féminin', 'F'],
    ['matricule', '2 97 02 2A 020 778 (clé 78)', '297022A02077878'],
    ['matricule', 'inconnu', 'inconnu'],
    ['attributs', 'Identité fictive', 'fictive'],
    ['codeRetour', '00 – identité trouvée', '00'],
    ['champ', 'Statut', 'statut'],
    ['messages', '  Identité\n enregistrée ', 'Identité enregistrée'],
  ])('%s : « %s » → %s', (field, displayed, expected) => {
    expect(normalise(field, displayed)).toBe(expected);
  });

  it.each(['', '  ', '—', '-', 'Non renseigné'])('takes « %s » for no value', (displayed) => {
    expect(normalise('nomUtilise', displayed)).toBeNull();
  });
});

describe('fieldName', () => {
  it('gives the field of a displayed label', () => {
    expect(fieldName('Date de naissance :')).toBe('dateNaissance');
  });

  it.each([
    ['Lieu de naissance (code COG)', 'lieuNaissance'],
    ['Prénom(s) de naissance', 'prenoms'],
  ])('« %s » → %s', (label, expected) => {
    expect(fieldName(label)).toBe(expected);
  });

  it('keeps a label that it does not know', () => {
    expect(fieldName('Médecin traitant')).toBe('Médecin traitant');
  });
});

describe('matriculesIn', () => {
  it.each([
    ['2 09 07 63 220 834 39 2090663220123 55', ['209076322083439', '209066322012355']],
    ['inconnu, ancien', ['inconnu', ' ancien']],
  ])('« %s »', (text, expected) => {
    expect(matriculesIn(text)).toEqual(expected);
  });
});

describe('meaningOf', () => {
  it('reads the value of a history line as the field that the line names', () => {
    expect(meaningOf('ancien', { champ: 'statut' })).toBe('statut');
  });
});

describe('mediaTypeOf', () => {
  it.each([
    ['lettre.bin', '\uFEFF<?xml version="1.0"?>', 'application/xml'],
    ['lettre.txt', '%PDF-1.7', 'application/pdf'],
    ['message', 'MSH|^~\\&|', 'application/hl7-v2'],
    ['lettre', '<!DOCTYPE html><p>', 'text/html'],
    ['note.txt', 'bonjour', 'text/plain'],
    ['note', 'bonjour', 'application/octet-stream'],
  ])('%s', (name, content, expected) => {
    expect(mediaTypeOf(name, Buffer.from(content))).toBe(expected);
  });
});
