import { randomUUID } from 'node:crypto';
import { textOf } from './xml.js';

/**
 * Demande l’INS d’un patient par ses traits (WS_INS2).
 *
 * @param {string} adresse
 * @param {{nomNaissance: string, prenom: string, sexe: string, dateNaissance: string}} traits
 * @returns {Promise<{etat: string, matricule?: string, raison?: string}>}
 */
export async function rechercherIns(adresse, traits) {
  const headers = { 'content-type': 'application/soap+xml;charset=UTF-8' };
  const reponse = await fetch(adresse, { method: 'POST', headers, body: message(traits) });
  const xml = await reponse.text();
  if (!reponse.ok) {
    const code = /<(?:\w+:)?Erreur [^>]*code="([^"]+)"/.exec(xml)?.[1];
    return { etat: 'indisponible', raison: code ?? `HTTP ${reponse.status}` };
  }
  if (textOf(xml, 'CodeCR') !== '00') return { etat: 'aucune' };
  return { etat: 'trouvee', matricule: textOf(xml, 'NumIdentifiant') };
}

/** @param {{nomNaissance: string, prenom: string, sexe: string, dateNaissance: string}} traits */
function message({ nomNaissance, prenom, sexe, dateNaissance }) {
  const contexte = `<c:Id>${randomUUID()}</c:Id><c:Temps>${new Date().toISOString()}</c:Temps>`;
  return `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><e:Header>
    <c:ContexteBAM xmlns:c="urn:siram:bam:ctxbam" Version="01_02">${contexte}<c:COUVERTURE/></c:ContexteBAM>
    <c:ContexteLPS xmlns:c="urn:siram:lps:ctxlps" Version="01_00">${contexte}<c:LPS><c:IDAM>EXEMPLE0001</c:IDAM></c:LPS></c:ContexteLPS>
    <a:Action>urn:ServiceIdentiteCertifiee:1.0.0:rechercherInsAvecTraitsIdentite</a:Action>
    <a:MessageID>uuid:${randomUUID()}</a:MessageID></e:Header><e:Body><RECSANSVITALE xmlns="http://www.cnamts.fr/INSiRecSans">
    <NomNaissance>${nomNaissance}</NomNaissance><Prenom>${prenom}</Prenom><Sexe>${sexe}</Sexe>
    <DateNaissance>${dateNaissance}</DateNaissance></RECSANSVITALE></e:Body></e:Envelope>`;
}
