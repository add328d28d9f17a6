import { After, Then, When } from '@cucumber/cucumber';
import { sha256 } from '../../core/index.ts';
import { sentCdas } from '../../mocks/index.ts';
import { readList, titleOf, typeOf } from '../reception/actions.ts';
import { latestReceived, type Received, receivedOf } from '../reception/memory.ts';
import type { ProbantWorld } from '../runtime/index.ts';
import {
  countBefore,
  draftOf,
  expectCounted,
  expectFiled,
  fileAlone,
  filedDocument,
  otherIns,
  receiveDocument,
  restoreFiling,
} from './reading-actions.ts';

// These hooks run the latest first: the scenario is still open. Whatever made it stop, the next one finds the setting as it was.
After(function (this: ProbantWorld) {
  return restoreFiling(this);
});

When('un confrère envoie un document au sujet du patient', async function (this: ProbantWorld) {
  await receiveDocument(this);
});

When(
  "un confrère envoie un document aux traits du patient, sous l'INS d'un autre",
  async function (this: ProbantWorld) {
    await receiveDocument(this, { traits: otherIns(this) });
  },
);

When('un confrère envoie deux documents dans une archive au sujet du patient', async function (this: ProbantWorld) {
  const first = draftOf(this);
  const mark = this.subject.person.nomUtilise;
  const documents = ['premier', 'second'].map((rank, i) => ({
    ...first,
    titre: `${first.titre} ${rank} ${mark}`,
    cle: `${mark} ${rank}`,
    date: `2026-03-0${i + 2}T09:15:00Z`,
  }));
  await receiveDocument(this, { also: { documents } });
});

When("il règle l'intégration automatique", function (this: ProbantWorld) {
  return fileAlone(this);
});

Then("le réglage de l'intégration automatique est gardé", async function (this: ProbantWorld) {
  const lecture = await this.perform('lireReglage', { reglage: 'integration_automatique' });
  await this.judge('lecture.reglage', { lecture }, { valeur: 'oui' });
});

Then('le document reçu est arrivé seul au dossier du patient', function (this: ProbantWorld) {
  return expectFiled(this);
});

Then('la liste de travail montre le document reçu, non traité', function (this: ProbantWorld) {
  return expectWaiting(this, latestReceived(this));
});

Then('la liste de travail montre encore le premier document reçu', function (this: ProbantWorld) {
  return expectWaiting(this, receivedOf(this)[0] as Received);
});

Then('la liste de travail ne montre plus le document reçu', async function (this: ProbantWorld) {
  const titre = titleOf(latestReceived(this));
  await this.judge('messagerie.filtre', { lecture: await readList(this) }, { contient: [], exclut: [titre] });
});

When('il lit le décompte des documents reçus', function (this: ProbantWorld) {
  return countBefore(this);
});

Then(
  'le décompte des courriers en compte un de plus intégré seul, un à la main et un non intégré',
  function (this: ProbantWorld) {
    return expectCounted(this, { type: 'consultation', automatiques: 1, manuels: 1, nonIntegres: 1 });
  },
);

Then('le décompte des comptes rendus de biologie en compte un de plus intégré seul', function (this: ProbantWorld) {
  return expectCounted(this, { type: 'biologiques', automatiques: 1, manuels: 0, nonIntegres: 0 });
});

Then(
  /^le journal des échanges suit le document reçu jusqu'à son (classement|intégration)$/,
  async function (this: ProbantWorld, end: string) {
    const received = latestReceived(this);
    const gestes = end === 'classement' ? ['reception', 'consultation', 'classement'] : ['reception', 'classement'];
    const documents = [received.libelle, titleOf(received)];
    const lecture = await this.read('lireJournalEchanges', received.subject);
    await this.judge('messagerie.traces', { lecture }, { auteur: this.utilisateur, documents, gestes });
  },
);

Then("chaque document de l'archive est dans le dossier du patient", async function (this: ProbantWorld) {
  const received = latestReceived(this);
  const lecture = await this.read('lireDocuments', received.subject);
  for (const { titre } of received.mail.documents ?? []) {
    const expected = { titre, type: typeOf(received), origine: received.from.nom };
    await this.judge('messagerie.document-classe', { lecture }, expected);
  }
});

Then("chaque CDA du dossier est celui de l'archive", async function (this: ProbantWorld) {
  const received = latestReceived(this);
  const dossier = this.dossier(received.subject);
  const sent = await sentCdas(received.mail);
  for (const [i, { titre }] of (received.mail.documents ?? []).entries()) {
    const document = await filedDocument(this, received, titre);
    const lecture = await this.perform('exporterDocument', { dossier, document, forme: 'cda' });
    await this.judge('messagerie.cda-integre', { lecture }, { sha256: sha256(sent[i] ?? Buffer.alloc(0)) });
  }
});

Then(
  /^la liste des documents intégrés seuls et non consultés (montre|ne montre plus) le document reçu$/,
  async function (this: ProbantWorld, shown: string) {
    const [first, ...others] = receivedOf(this).map(titleOf);
    const latest = others.at(-1) ?? '';
    const lecture = await this.perform('lireIntegresNonConsultes', {});
    const parameters =
      shown === 'montre' ? { contient: [latest], exclut: [first ?? ''] } : { contient: [], exclut: [latest] };
    await this.judge('messagerie.filtre', { lecture }, parameters);
  },
);

async function expectWaiting(world: ProbantWorld, received: Received): Promise<void> {
  const { nomNaissance, prenom } = received.subject.person;
  const expected = { titre: titleOf(received), nom: nomNaissance, prenom };
  await world.judge('messagerie.liste-travail', { lecture: await readList(world) }, expected);
}
