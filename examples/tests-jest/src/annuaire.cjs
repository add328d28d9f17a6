/**
 * Les noms des professionnels d’un numéro RPPS, dans l’API FHIR de l’Annuaire Santé.
 *
 * @param {{adresse: string, cle: string}} acces
 * @param {string} rpps
 * @returns {Promise<string[]>}
 */
async function noms({ adresse, cle }, rpps) {
  const reponse = await fetch(`${adresse}/Practitioner?identifier=${rpps}`, { headers: { 'esante-api-key': cle } });
  const corps = await reponse.json();
  if (!reponse.ok) throw new Error(`annuaire : ${reponse.status}`);
  return corps.entry.map(
    (/** @type {{resource: {name: Array<{family: string}>}}} */ { resource }) => resource.name[0]?.family ?? '',
  );
}

module.exports = { noms };
