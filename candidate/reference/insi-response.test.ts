import { describe, expect, it } from 'vitest';
import { readInsiResponse } from './insi-response.ts';

const soap = 'http://www.w3.org/2003/05/soap-envelope';

function envelope(content: string): string {
  return `<s:Envelope xmlns:s="${soap}"><e:Body xmlns:e="${soap}">${content}</e:Body></s:Envelope>`;
}

describe('readInsiResponse', () => {
  it('reads a history whose dates come first, and comments', async () => {
    const former = `<r:INSHISTO><r:DateDeb>2019-03-01</r:DateDeb><r:DateFin>2019-02-28</r:DateFin><r:IdIndividu><r:NumIdentifiant>2090763220834</r:NumIdentifiant><r:Cle>39</r:Cle></r:IdIndividu><r:OID>o</r:OID></r:INSHISTO>`;
    const active = `<r:INSACTIF><r:IdIndividu><r:NumIdentifiant>1090763220834</r:NumIdentifiant><r:Cle>89</r:Cle></r:IdIndividu><r:OID>o</r:OID></r:INSACTIF>`;
    const body = `<r:RESULTAT xmlns:r="http://www.cnamts.fr/INSiResultat"><r:CR><r:CodeCR>00</r:CodeCR></r:CR><!-- INS --><r:INDIVIDU>${active}${former}<r:TIQ><r:Prenom>PAUL</r:Prenom><r:Sexe/></r:TIQ></r:INDIVIDU></r:RESULTAT>`;
    expect(await readInsiResponse(200, envelope(body))).toEqual({
      kind: 'trouvee',
      identity: {
        actif: { numero: '1090763220834', cle: '89', oid: 'o' },
        historique: [{ numero: '2090763220834', cle: '39', oid: 'o', debut: '2019-03-01', fin: '2019-02-28' }],
        traits: { nomNaissance: '', prenom: 'PAUL', prenoms: 'PAUL', sexe: '', dateNaissance: '', lieuNaissance: '' },
      },
    });
  });

  it('takes an HTML page for an outage', async () => {
    const outcome = await readInsiResponse(503, '<html><body>Service indisponible<br></body></html>');
    expect(outcome).toEqual({ kind: 'panne', texte: expect.stringContaining('HTTP 503') });
  });

  it('takes an empty answer for an unreadable one', async () => {
    expect(await readInsiResponse(200, '')).toEqual({ kind: 'panne', texte: expect.stringContaining('illisible') });
  });

  it('shows an unknown return code', async () => {
    const body = '<RESULTAT xmlns="http://www.cnamts.fr/INSiResultat"><CR><CodeCR>07</CodeCR></CR></RESULTAT>';
    const outcome = await readInsiResponse(200, envelope(body));
    expect(outcome).toEqual({ kind: 'panne', texte: expect.stringContaining('07') });
  });

  it('reads the text and the code of a fault', async () => {
    const fault = `<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang="en">Inaccessible.</s:Text></s:Reason><s:Detail><x:Erreur xmlns:x="urn:siram" severite="fatal" code="insi_102">Erreur technique.</x:Erreur></s:Detail></s:Fault>`;
    expect(await readInsiResponse(500, envelope(fault))).toEqual({
      kind: 'faute',
      code: 'insi_102',
      texte: 'Inaccessible. — Erreur technique.',
    });
  });
});
