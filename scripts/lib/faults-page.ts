import { faultCatalogue, mailFaultCatalogue, mailTlsFaults, pscFaultCatalogue } from '../../mocks/index.ts';

const intro = `# Les pannes à la demande

<!-- Page faite par « node scripts/services.ts » depuis les catalogues de mocks/ : ne pas la corriger ici. -->

Une panne est ce que le vrai service fera un jour : être lent, se taire, couper, montrer un certificat périmé. Chacune nomme
l’exigence qu’elle éprouve. Le journal dit quels échanges l’ont rencontrée (\`panne\`), et l’échec n’est alors pas mis au compte
du produit.

## Poser une panne

D’une étape de scénario :

\`\`\`gherkin
Étant donné une panne « http_503 » du service INSi
Étant donné une panne « lenteur 5000 ms » du service DMP
Étant donné une panne SMTP « 450 à RCPT »
Étant donné une panne IMAP « attente 58000 ms à FETCH »
Étant donné les jetons Pro Santé Connect de l’utilisateur sont expirés
Étant donné Pro Santé Connect envoie une réponse fausse « nonce_faux »
\`\`\`

Une panne d’un service web ne touche alors que les échanges du patient du scénario, et une panne SMTP ceux de son
correspondant ; toutes disparaissent avec le scénario.

Du plan, dès le démarrage du banc :

\`\`\`yaml
banc:
  pannes:
    - { service: insi, panne: erreur, code: insi_102, fois: 1 }
    - { service: dmp, panne: lenteur, delaiMs: 5000 }
    - { service: annuaire, panne: tls_expire }
    - { protocole: smtp, etape: RCPT, effet: { kind: refus, code: 450 }, fois: 1 }
\`\`\`

En direct, par l’[API de contrôle](banc.md#api-de-contrôle) :

\`\`\`sh
curl -sS -H "Authorization: Bearer $PROBANT_CONTROLE_JETON" "$PROBANT_CONTROLE_URL/pannes" \\
  -d '{"service":"psc","panne":"http_503","fois":1}'
curl -sS -X DELETE -H "Authorization: Bearer $PROBANT_CONTROLE_JETON" "$PROBANT_CONTROLE_URL/pannes"
\`\`\`

De vos tests : \`await bench.controls.pannes.set({ service: 'insi', panne: 'coupure' })\`.

\`fois\` borne le nombre d’échanges touchés ; \`cles\` les restreint à ceux dont l’adresse ou le corps porte un nom, un matricule,
une adresse. Une panne TLS dure jusqu’à son retrait, pour tous les clients du service : l’adresse ne change pas, le produit n’a
rien à reconfigurer.
`;

/** The text of `docs/pannes.md`: every fault, the exigences that it tests, what is expected of the product. */
export function faultsPage(): string {
  return [
    intro,
    '## Services web',
    '',
    'Services : `insi`, `dmp`, `psc`, `annuaire`, `autoconfig`.',
    '',
    '| panne | ce qui se passe | attendu du produit | exigences, par service |',
    '| --- | --- | --- | --- |',
    ...Object.entries(faultCatalogue).map(
      ([kind, { titre, attendu, exigences }]) =>
        `| \`${kind}\` | ${titre} | ${attendu} | ${Object.entries(exigences)
          .map(([service, ids]) => `${service} : ${ids.join(', ')}`)
          .join('<br>')} |`,
    ),
    '',
    'Codes de `erreur` : ceux que documentent [INSi](insi.md), le [DMP](dmp.md) et [Pro Santé Connect](psc.md) ; un statut HTTP pour l’[Annuaire](annuaire.md).',
    '',
    '## Messagerie : écoutes à refuser',
    '',
    'Chacune s’ouvre sur un port à part, en SMTP ou en IMAP ([mss](mss.md)).',
    '',
    '| écoute | ce qu’elle montre | exigence | un client laissé tel quel l’accepte |',
    '| --- | --- | --- | --- |',
    ...Object.entries(mailTlsFaults).map(
      ([kind, { titre, eco, rem, discriminant }]) =>
        `| \`${kind}\` | ${titre} | ${eco} (${rem}) | ${discriminant ? 'oui' : 'non'} |`,
    ),
    '',
    '## Messagerie : protocole',
    '',
    'Par `controls.mss.fault(…)` ou `POST /mss/fault` ; [mss](mss.md) en décrit chaque champ.',
    '',
    '| panne | exigence |',
    '| --- | --- |',
    ...Object.values(mailFaultCatalogue).map(({ titre, exigences }) => `| ${titre} | ${exigences.join(', ')} |`),
    '',
    '## Pro Santé Connect : réponses fausses',
    '',
    'Par `controls.psc.program({ faults: […] })` ou `POST /psc/program` ([psc](psc.md)).',
    '',
    '| réponse fausse | contrôle éprouvé |',
    '| --- | --- |',
    ...Object.entries(pscFaultCatalogue).map(
      ([fault, { titre, exigence }]) => `| \`${fault}\` : ${titre} | ${exigence} |`,
    ),
    '',
    '## Révocation',
    '',
    'CRL et OCSP bonnes, expirées, lentes ou coupées, certificats révoqués en direct : [pki](pki.md) (ECO.1.1.6, ECO.1.1.7).',
    '',
  ].join('\n');
}
