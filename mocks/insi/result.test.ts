import { describe, expect, it } from 'vitest';
import { publishedIdentities, withXml } from '../../core/index.ts';
import { faultXml } from './faults.ts';
import { insiNamespaces as namespaces } from './namespaces.ts';
import type { InsiShape } from './program.ts';
import { resultXml } from './result.ts';

const { ECETINSI, ADRTROIS } = publishedIdentities;
const shapes: InsiShape[] = ['live', 'cnda-file', 'gie-prefixed', 'history-bad-order'];

function textsOf(xml: string, xpath: string): string[] {
  return withXml(Buffer.from(xml), (document) => document.find(xpath, namespaces).map((node) => node.content));
}

function namesOf(xml: string, xpath: string): string[] {
  return withXml(Buffer.from(xml), (document) =>
    document.find(xpath, namespaces).map((node) => ('name' in node ? String(node.name) : '')),
  );
}

describe('resultXml', () => {
  it.each(shapes)('gives the same identity in the shape %s', (shape) => {
    const xml = resultXml({ code: '00', identity: ECETINSI, shape });
    const xpath =
      '//res:INSACTIF//res:NumIdentifiant | //res:INSACTIF//res:Cle | //res:INSHISTO//res:NumIdentifiant | //res:TIQ/res:NomNaissance';
    expect(textsOf(xml, xpath)).toEqual(['1090763220834', '89', '2090763220834', '2090663220123', 'ECETINSI']);
  });

  it.each([
    ['live', ['ListePrenom']],
    ['cnda-file', ['Prenom', 'ListePrenom']],
    ['gie-prefixed', ['Prenom']],
  ] as const)('writes the first names as the shape %s does', (shape, expected) => {
    const xml = resultXml({ code: '00', identity: ECETINSI, shape });
    expect(namesOf(xml, '//res:TIQ/*[contains(local-name(), "Prenom")]')).toEqual(expected);
  });

  it('puts the dates of the history first in the shape that the schema refuses', () => {
    const xml = resultXml({ code: '00', identity: ECETINSI, shape: 'history-bad-order' });
    expect(namesOf(xml, '//res:INSHISTO[1]/*')).toEqual(['DateDeb', 'DateFin', 'IdIndividu', 'OID']);
  });

  it('follows the schema in the live shape', () => {
    const xml = resultXml({ code: '00', identity: ECETINSI });
    expect(namesOf(xml, '//res:INSHISTO[1]/*')).toEqual(['IdIndividu', 'OID', 'DateDeb', 'DateFin']);
  });

  it('returns the traits asked for in place of the identity’s own', () => {
    const xml = resultXml({ code: '00', identity: ADRTROIS, traits: { dateNaissance: '1981-00-12' } });
    expect(textsOf(xml, '//res:DateNaissance')).toEqual(['1981-00-12']);
  });

  it('returns an empty element when asked', () => {
    expect(resultXml({ code: '00', identity: ADRTROIS, traits: { sexe: '' } })).toContain('<Sexe></Sexe>');
  });

  it.each([
    ['01', 'Aucune identite trouvee'],
    ['02', 'Plusieurs identites trouvees'],
  ] as const)('labels %s as the service does', (code, label) => {
    expect(textsOf(resultXml({ code }), '//res:CR/*')).toEqual([code, label]);
  });

  it('escapes what it is given', () => {
    const xml = resultXml({ code: '00', identity: ADRTROIS, traits: { nomNaissance: 'D<&>O' } });
    expect(textsOf(xml, '//res:TIQ/res:NomNaissance')).toEqual(['D<&>O']);
  });
});

describe('faultXml', () => {
  it('echoes the message id in a fault of the front', () => {
    expect(textsOf(faultXml('desir_550', { messageId: 'uuid:"1"' }), '//siram:Erreur/@messageID')).toEqual([
      'uuid:"1"',
    ]);
  });

  it('has no message id in a fault of the back end', () => {
    expect(textsOf(faultXml('insi_102', { messageId: 'uuid:1' }), '//siram:Erreur/@messageID')).toEqual([]);
  });

  it.each([
    ['desir_550', 'soap:Sender soap:siram_100 fr erreur'],
    ['desir_560', 'soap:Sender soap:siram_100 fr erreur'],
    ['desir_1020', 'soap:Sender soap:siram_40 fr fatale'],
    ['insi_102', 'S:Receiver S:siram_40 en fatal'],
    ['insi_111', 'S:Receiver S:siram_40 en fatale'],
    ['insi_19', 'S:Sender S:siram_10 en erreur'],
  ] as const)('writes %s as its producer does', (code, expected) => {
    const parts = ['//soap:Code/soap:Value', '//soap:Subcode/soap:Value', '//soap:Text/@xml:lang', '//@severite'];
    expect(parts.flatMap((xpath) => textsOf(faultXml(code), xpath)).join(' ')).toBe(expected);
  });
});
