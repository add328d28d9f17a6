import { locations, observeDefects, type ProofReport, prove } from '../runs/index.ts';
import { type Command, exitCode, type Invocation, textOption } from './command.ts';

/** `probant counterproof` */
export const counterproofCommand: Command = {
  options: {
    couloir: { type: 'string', help: 'Un seul couloir (défaut : tous ceux de Cabinet Témoin)' },
    scenarios: { type: 'string', help: 'Seulement les scénarios qui commencent ainsi (séparés par des virgules)' },
    changed: { type: 'boolean', help: 'Seulement les points dont la feature, les étapes ou les règles ont changé' },
    ecrire: { type: 'boolean', help: 'Garde les preuves obtenues dans features/contre-preuve.json' },
    observer: { type: 'string', help: 'Montre l’effet de ces défauts (séparés par des virgules), sans rien prouver' },
  },
  async run(invocation: Invocation) {
    const { environment, options, say } = invocation;
    const couloir = textOption(options, 'couloir');
    const scenarios = textOption(options, 'scenarios')?.split(',');
    const stage = { ...(couloir === undefined ? {} : { couloir }), ...(scenarios === undefined ? {} : { scenarios }) };
    const watched = textOption(options, 'observer');
    if (watched !== undefined) {
      say(JSON.stringify(await observeDefects(environment, { ...stage, defects: watched.split(',') }), null, 2));
      return exitCode.ok;
    }
    const report = await prove(environment, {
      ...stage,
      scope: options['changed'] === true ? 'modifies' : 'tout',
      onTrial: (defect, rank, total) => say(`  [${rank}/${total}] ${defect}`),
    });
    show(report, say);
    if (options['ecrire'] === true)
      await environment.fs.writeFile(locations.counterProof, `${JSON.stringify(report.book, null, 1)}\n`);
    const unproved = report.points.filter(({ seen }) => seen.length === 0).length;
    return unproved === 0 && report.mismatches.length === 0 ? exitCode.ok : exitCode.failed;
  },
};

function show({ points, mismatches, trials }: ProofReport, say: (line: string) => void): void {
  for (const { point, rules, seen } of points) {
    const proofs = seen.map(({ defect, rule }) => `${defect} → ${rule}`);
    say(
      `${seen.length > 0 ? '✓' : '✗'} ${point} : ${proofs.length > 0 ? proofs.join(' ; ') : `non éprouvé (${rules.join(', ')})`}`,
    );
  }
  for (const { defect, point, expected, got } of mismatches) {
    say(`✗ ${defect} sur ${point} : déclaré « ${expected} », vu « ${got} »`);
  }
  const proved = points.filter(({ seen }) => seen.length > 0).length;
  const blind = blindRules({ points });
  say('');
  if (blind.length > 0) say(`Règles vues rouges ailleurs, mais pas à ces points : ${blind.join(' ; ')}`);
  say(
    `Contre-preuve : ${proved} points éprouvés sur ${points.length}, ${trials} essais, ${mismatches.length} écart(s).`,
  );
  say(`${proved} passed, ${points.length - proved + mismatches.length} failed`);
}

/** Checks whose rule was never the one that made their point red. */
function blindRules({ points }: Pick<ProofReport, 'points'>): string[] {
  return points.flatMap(({ point, rules, seen }) => {
    const unseen = rules.filter((rule) => !seen.some((proof) => proof.rule === rule));
    return unseen.length === 0 ? [] : [`${point} (${unseen.join(', ')})`];
  });
}
