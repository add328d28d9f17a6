import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPerson, type Exchange } from '../../core/index.ts';
import { productMailboxes, TestPki } from '../../mocks/index.ts';
import { judged } from '../support/judged.ts';
import { correspondent, letter, openPractice, type Practice, type PracticeOptions } from '../support/practice.ts';
import { openRelayedBenches, type RelayedBenches } from '../support/relayed-practice.ts';

// The person whom the parameters of `judged` speak of.
const person = drawPerson({ seed: 'hostile' }, 'HOSTILE');
const open = { masquePs: false, invisiblePatient: false, invisibleRepresentants: false };

let benches: RelayedBenches;

beforeAll(async () => {
  benches = await openRelayedBenches(await TestPki.create());
});
afterAll(() => benches[Symbol.asyncDispose]());

/** Judges of each service. */
const rooms = { insi: /^(?:insi|tls)\./, dmp: /^(?:vihf|dmp|xds|cda|pdf)\./, 'mss-smtp': /^(?:mss|xdm|xds|cda|pdf)\./ };

type Told = Record<string, Record<string, string[]>>;

/** An INSi search, the test of existence of a DMP, a deposit, a mail; then what every rule says of each. */
async function told(options: PracticeOptions): Promise<Told> {
  await using practice = await openPractice(person, options);
  await story(practice);
  const { store } = practice.banc.bench.journal;
  const entries = Object.entries(rooms).map(
    async ([service, of]): Promise<[string, Record<string, string[]>]> => [
      service,
      await judged(practice.exchanges(service), { store, rooms: of }),
    ],
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function story({ ask, dossier, document }: Practice): Promise<void> {
  await ask('deposerDmp', { dossier, document, ...open });
  await ask('envoyerDocument', { dossier, document, bal: 'PER', destinataires: [correspondent] });
}

describe('the product in front of a relay', () => {
  it('does with the far end all that it does with a bench', async () => {
    await using practice = await openPractice(person, benches.options);
    await story(practice);
    const { controls } = benches.far.bench;
    const [kept] = controls.dmp.documents(person.matricule);
    const { dossier, document } = practice;
    await practice.ask('envoyerDocument', { dossier, document, bal: 'APP', destinataires: [correspondent] });
    const [read] = await readMail(practice);
    expect([kept?.titre, controls.mss.inbox(correspondent).length, read]).toEqual([letter.titre, 2, 'Réponse']);
  });

  it('is seen on both legs, the same bytes going on', async () => {
    await using practice = await openPractice(person, benches.options);
    await story(practice);
    const { journal } = benches.near.bench;
    const legs = Object.keys(rooms).flatMap((service) => practice.exchanges(service));
    const pairs = legs.map(({ service, relais, ...near }) => {
      const far = journal.all().find(({ n }) => n === relais?.echange);
      return { service, same: sameBodies(near, far), far: far?.service };
    });
    expect(pairs).toEqual(legs.map(({ service }) => ({ service, same: true, far: `${service}-relais` })));
    expect(new Set(legs.map(({ service }) => service)).size).toBe(3);
  });
});

type Bodies = Pick<Exchange, 'request' | 'response'>;

function sameBodies(near: Bodies, far: Bodies | undefined): boolean {
  const of = ({ request, response }: Bodies): unknown[] => [request?.body.sha256, response?.body.sha256];
  return far !== undefined && of(near).every((digest, i) => digest !== undefined && digest === of(far)[i]);
}

/** What the product shows of a mail that came to the far operator. */
async function readMail({ ask }: Practice): Promise<string[]> {
  const mail = `From: Dr <${correspondent}>\r\nTo: ${productMailboxes.per}\r\nSubject: Réponse\r\n\r\nBien reçu.\r\n`;
  benches.far.bench.controls.mss.deliver(productMailboxes.per, Buffer.from(mail));
  await ask('releverMessagerie', { bal: 'PER' });
  const { lignes } = await ask('lireMessagerie', {});
  return lignes.filter(({ sens }) => sens === 'recu').map(({ objet }) => objet);
}

/** A defect of the product, and the rule that must see it. */
const defects = [
  ['vihf-autre-signataire', 'dmp', 'vihf.signature'],
  ['vihf-emetteur-faux', 'dmp', 'vihf.emetteur'],
  ['hash-faux', 'mss-smtp', 'xds.empreinte'],
  ['nil-absent', 'mss-smtp', 'mss.x-mss-nil'],
] as const;

describe('the rules, on the leg of the product', () => {
  it('say what they say of a bench without relay', async () => {
    const relayed = await told(benches.options);
    expect(relayed).toEqual(await told({}));
  });

  it('are all green, but for those that judge what the story does not do', async () => {
    const reds = Object.values(await told(benches.options)).flatMap((found) =>
      Object.keys(found).filter((rule) => found[rule]?.length !== 0),
    );
    // « Nothing left », a Vitale card, a server to refuse, a replacement, a mail to the patient or of the software,
    // what answers a mail, a mailbox that is read, a file name of the PDF: other stories.
    expect(reds).toEqual([
      'insi.aucun-appel',
      'insi.corps-vitale',
      'tls.serveur',
      'dmp.aucun-depot',
      'dmp.consultation',
      'dmp.remplacement',
      'dmp.suppression',
      'pdf.nom',
      'mss.accuse-integration',
      'mss.adresse-usager',
      'mss.annule-remplace',
      'mss.aucun-envoi',
      'mss.avis-remise',
      'mss.bal-app',
      'mss.courriel-erreur',
      'mss.releve',
      'mss.reponse',
      'xds.coherence-vihf',
    ]);
  });

  it.each(defects)('see %s through the relay as without', async (defect, service, rule) => {
    const planted = await told({ ...benches.options, defects: [defect] });
    expect(planted).toEqual(await told({ defects: [defect] }));
    expect(planted[service]?.[rule]).toHaveLength(1);
  });
});
