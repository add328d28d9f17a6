import { randomUUID } from 'node:crypto';
import { escaped, textOf } from './xml.ts';

/** Ce qu’on sait d’un patient avant de demander son INS. */
export interface Traits {
  nomNaissance: string;
  prenom: string;
  sexe: 'F' | 'M';
  /** AAAA-MM-JJ. */
  dateNaissance: string;
}

/** Ce que le cabinet retient d’un appel à INSi. */
export type Recherche =
  | { etat: 'trouvee'; matricule: string; cle: string; oid: string }
  | { etat: 'aucune' }
  | { etat: 'plusieurs' }
  | { etat: 'indisponible'; raison: string };

/** Demande l’INS d’un patient par ses traits (WS_INS2). */
export async function rechercherIns(adresse: string, traits: Traits): Promise<Recherche> {
  const reponse = await appel(adresse, message(traits));
  if (reponse === undefined) return { etat: 'indisponible', raison: 'réseau' };
  const xml = await reponse.text();
  if (!reponse.ok) return { etat: 'indisponible', raison: codeErreur(xml) ?? `HTTP ${reponse.status}` };
  return lire(xml);
}

function appel(adresse: string, body: string): Promise<Response | undefined> {
  const headers = { 'content-type': 'application/soap+xml;charset=UTF-8' };
  return fetch(adresse, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
}

function lire(xml: string): Recherche {
  const code = textOf(xml, 'CodeCR');
  if (code === '01') return { etat: 'aucune' };
  if (code === '02') return { etat: 'plusieurs' };
  const matricule = textOf(xml, 'NumIdentifiant');
  const cle = textOf(xml, 'Cle');
  const oid = textOf(xml, 'OID');
  if (matricule === undefined || cle === undefined || oid === undefined) {
    return { etat: 'indisponible', raison: 'réponse illisible' };
  }
  return { etat: 'trouvee', matricule, cle, oid };
}

/** Le code d’origine, que le cabinet garde et montre (INSI-14). */
function codeErreur(xml: string): string | undefined {
  return /<(?:\w+:)?Erreur [^>]*code="([^"]+)"/.exec(xml)?.[1];
}

function message({ nomNaissance, prenom, sexe, dateNaissance }: Traits): string {
  const contexte = `<c:Id>${randomUUID()}</c:Id><c:Temps>${new Date().toISOString()}</c:Temps>`;
  return `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><e:Header>
    <c:ContexteBAM xmlns:c="urn:siram:bam:ctxbam" Version="01_02">${contexte}<c:COUVERTURE/></c:ContexteBAM>
    <c:ContexteLPS xmlns:c="urn:siram:lps:ctxlps" Version="01_00">${contexte}<c:LPS><c:IDAM>EXEMPLE0001</c:IDAM></c:LPS></c:ContexteLPS>
    <a:Action>urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite</a:Action>
    <a:MessageID>uuid:${randomUUID()}</a:MessageID></e:Header><e:Body><RECSANSVITALE xmlns="http://www.cnamts.fr/INSiRecSans">
    <NomNaissance>${escaped(nomNaissance)}</NomNaissance><Prenom>${escaped(prenom)}</Prenom><Sexe>${sexe}</Sexe>
    <DateNaissance>${dateNaissance}</DateNaissance></RECSANSVITALE></e:Body></e:Envelope>`;
}
