import { builtInCatalogue, type Deadline, lanes, type Wave } from '../../referential/index.ts';

const intro = `# Les couloirs

<!-- Page faite par « node scripts/services.ts » depuis referential/lanes.ts : ne pas la corriger ici. -->

Les titres, services et échéances sont ceux des faits publics ; là où ils se taisent, rien n’est dit. Un couloir dont le REM n’est pas
connu ne reçoit que les scénarios du socle que ses services appellent, marqués « amorce, sans REM connu ». Le REM publié fait seul
foi : [importez-le](rem.md). Un opérateur MSSanté et un transcodeur LOINC ne sont clients d’aucun service du socle : rien ne leur échoit.

\`probant coverage --lane <couloir>\` dit scénario par scénario ce que cette version joue, et ce qui a été éprouvé.
`;

/** The text of `docs/couloirs.md`: every lane, what is known of it, its scenarios by wave, its profiles and deadlines. */
export function lanesPage(): string {
  return [
    intro,
    '| couloir | titre | services | REM | scénarios, vague 1 | vague 2 |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lanes.map(
      ({ id, titre, services, rem }) =>
        `| ${id} | ${titre} | ${services.join(', ') || '—'} | ${rem} | ${scenarios(id, 1)} | ${scenarios(id, 2)} |`,
    ),
    '',
    '## Échéances connues',
    '',
    '| couloir | vague | échéance | date |',
    '| --- | --- | --- | --- |',
    ...lanes.flatMap(({ id, deadlines }) => deadlines.map((deadline) => deadlineRow(id, deadline))),
    '',
    '## Profils',
    '',
    'Une exigence d’un profil autre que « Général » est conditionnelle.',
    '',
    '| couloir | profils |',
    '| --- | --- |',
    ...lanes.flatMap(({ id }) => profileRow(id)),
    '',
  ].join('\n');
}

function scenarios(lane: string, wave: Wave): number {
  const ids = builtInCatalogue()
    .lane(lane, wave)
    .flatMap((line) => (line.lane === lane ? (line.scenario ?? []) : []));
  return new Set(ids).size;
}

function deadlineRow(lane: string, { vague, quoi, date }: Deadline): string {
  const [day = '', hour] = date.split('T');
  return `| ${lane} | ${vague} | ${quoi} | ${day.split('-').reverse().join('/')}${hour === undefined ? '' : ` ${hour}`} |`;
}

function profileRow(lane: string): string[] {
  const profiles = new Set(
    builtInCatalogue()
      .lane(lane)
      .map(({ profile }) => profile),
  );
  profiles.delete('Général');
  return profiles.size === 0 ? [] : [`| ${lane} | ${[...profiles].sort().join(' ; ')} |`];
}
