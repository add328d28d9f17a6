import { Then, When } from '@cucumber/cucumber';
import type { VerbArgs } from '../../candidate/index.ts';
import { deliver, open, readList, receive, titleOf } from '../reception/actions.ts';
import { type Received, receivedOf } from '../reception/memory.ts';
import type { ProbantWorld, Subject } from '../runtime/index.ts';
import { report } from './report.ts';

When(
  'des correspondants envoient quatre documents, de deux types, au sujet des deux patients',
  async function (this: ProbantWorld) {
    const [first, second] = this.subjects as [Subject, Subject];
    const letter = { titre: 'Courrier', texte: 'Cher confrère.' };
    // By date, neither the patients nor the types are grouped: an order that is not asked for can't pass for a sort.
    await deliver(this, { subject: second, draft: report });
    await deliver(this, { subject: first, draft: letter });
    await deliver(this, { subject: second, draft: letter });
    await receive(this, { subject: first, draft: report });
  },
);

When('il ouvre le plus récent', async function (this: ProbantWorld) {
  await open(this);
});

Then('la liste de travail montre les plus récents en tête', async function (this: ProbantWorld) {
  const groupes = receivedOf(this)
    .toReversed()
    .map((received) => [titleOf(received)]);
  await this.judge('messagerie.ordre', { lecture: await readList(this) }, { groupes });
});

Then(/^la liste de travail se trie par (date|patient|type)$/, async function (this: ProbantWorld, tri: Column) {
  const lecture = await readList(this, { tri });
  await this.judge('messagerie.ordre', { lecture }, { groupes: groupedBy(this, tri), inversable: true });
});

Then(/^la liste de travail se filtre par (date|patient|type)$/, async function (this: ProbantWorld, column: Column) {
  const [kept, ...left] = groupedBy(this, column) as [string[], ...string[][]];
  const lecture = await readList(this, await asked(this, column));
  await this.judge('messagerie.filtre', { lecture }, { contient: kept, exclut: left.flat() });
});

Then('la liste de travail présente les autres comme non lus', async function (this: ProbantWorld) {
  const lecture = await readList(this);
  for (const received of receivedOf(this).slice(0, -1)) {
    await this.judge('messagerie.liste-travail', { lecture }, { titre: titleOf(received), nonLu: true });
  }
});

type Column = 'date' | 'patient' | 'type';

/** Titles of the received documents that have the same value in a column. */
function groupedBy(world: ProbantWorld, column: Column): string[][] {
  const keys: Record<Column, (received: Received) => string> = {
    date: ({ date }) => date,
    patient: ({ subject }) => subject.person.nomNaissance,
    type: ({ document }) => (document?.resultats === undefined ? 'courrier' : 'biologie'),
  };
  const groups = new Map<string, string[]>();
  for (const received of receivedOf(world)) {
    const key = keys[column](received);
    groups.set(key, [...(groups.get(key) ?? []), titleOf(received)]);
  }
  return [...groups.values()];
}

/** The filter that keeps the first group: the day, the patient's name, or the label that the list shows for the type. */
async function asked(world: ProbantWorld, column: Column): Promise<VerbArgs<'lireListeTravail'>> {
  const [first] = receivedOf(world) as [Received];
  if (column === 'date') return { date: first.date.slice(0, 10) };
  if (column === 'patient') return { patient: first.subject.person.nomNaissance };
  const { value } = await world.perform('lireListeTravail', {});
  return { type: value.lignes.find(({ titre }) => titre.includes(titleOf(first)))?.type ?? 'biologie' };
}
