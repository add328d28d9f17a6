import { canonicalJson, drawPerson, type EvidenceStore, type Exchange, type Json } from '../../core/index.ts';
import { allRules } from '../../rules/index.ts';
import { cutSlice } from '../../runs/slice.ts';

const { matricule, cle, oid, nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance } = drawPerson(
  { seed: 'hostile' },
  'HOSTILE',
);
const ins = { matricule: matricule + cle, oid };

/** Parameters of the rules that have some without a default; what they say matters to no hostile message. */
const parameters: Readonly<Record<string, Json>> = {
  'cda.patient': { qualifiee: true, ...ins, nomNaissance, prenom, prenoms, sexe, dateNaissance, lieuNaissance },
  'dmp.nombre-depots': { depots: 1 },
  'dmp.patient': ins,
  'insi.corps': { nomNaissance, sexe, dateNaissance },
  'insi.nombre-appels': { appels: 1 },
  'insi.prenoms': { essais: [prenom] },
  'mss.adresse-usager': { matricule: ins.matricule },
  'mss.authentification': { mecanisme: 'XOAUTH2' },
  'mss.destinataires': { destinataires: ['bea.essai@test.mssante.fr'] },
  'mss.expediteur': { bal: 'PER' },
  'mss.nombre-envois': { nombre: 1 },
  'mss.reponse': { messageId: '<a@b>' },
  'mss.x-mss-mes': { fin: false },
  'vihf.patient': ins,
  'xds.confidentialite': { visibilite: [] },
  'xds.patient': ins,
};

/** Rules that hold a message to what one scenario alone expects of it, or that look beside the wire. */
const ofScenarios = new Set([
  ...['cda.biologie', 'cda.demandeur', 'cda.destinataires', 'cda.mentions', 'cda.sous-traites', 'cda.type'],
  ...['dmp.auteurs', 'dmp.cadence', 'dmp.date-metier', 'dmp.historique-depose', 'dmp.web-ps', 'vihf.personnes'],
  ...[
    'mss.autoconfiguration',
    'mss.crl-gardee',
    'mss.session-fermee',
    'mss.texte',
    'pdf.texte',
    'xdm.feuille-de-style',
  ],
]);

/**
 * What every rule of some rooms says of exchanges, from the bytes that the journal kept of them: by rule, the codes of its
 * blocking findings. Rejects when a rule fails.
 */
export async function judged(
  exchanges: readonly Exchange[],
  { store, rooms }: { store: EvidenceStore; rooms: RegExp },
): Promise<Record<string, string[]>> {
  const inputs = await inputsOf(exchanges, store);
  const rules = allRules().filter(
    ({ id, appliesTo }) => rooms.test(id) && appliesTo !== 'lecture' && !ofScenarios.has(id),
  );
  const found: Record<string, string[]> = {};
  for (const { id, check } of rules) {
    const findings = await check(inputs, parameters[id] ?? {});
    found[id] = [...new Set(findings.filter(({ severity }) => severity === 'bloquant').map(({ code }) => code))];
  }
  return found;
}

async function inputsOf(exchanges: readonly Exchange[], store: EvidenceStore): Promise<Record<string, Buffer>> {
  const [{ service, n: last } = { service: '', n: 0 }] = exchanges.toReversed();
  const window = { from: 0, to: last };
  // Every key is the person's: the message is judged as hers.
  const keys = exchanges.flatMap((exchange) => exchange.keys);
  const value = cutSlice({ service, keys, window, exchanges });
  const inputs: Record<string, Buffer> = { echanges: Buffer.from(canonicalJson({ value } as unknown as Json)) };
  for (const [i, { request, response }] of exchanges.entries()) {
    if (request !== undefined) inputs[`requete-${i + 1}`] = await store.get(request.body.sha256);
    if (response !== undefined) inputs[`reponse-${i + 1}`] = await store.get(response.body.sha256);
  }
  return inputs;
}
