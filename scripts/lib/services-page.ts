import { type OperationStatus, type ServiceOperation, serviceOperations } from '../../mocks/index.ts';
import { cell } from './markdown.ts';

const statusLabels: Record<OperationStatus, string> = {
  fidele: 'fidèle',
  deduit: 'déduit',
  non_documente: '**non documenté**',
};

/** Pages that say how to use each service. */
const pages: Readonly<Record<string, string>> = {
  INSi: 'insi.md',
  DMP: 'dmp.md',
  MSSanté: 'mss.md',
  'Pro Santé Connect': 'psc.md',
  'Annuaire Santé': 'annuaire.md',
  'IGC-Santé': 'pki.md',
};

/** The text of `docs/services.md`: every operation, how far it can be trusted, where its form comes from, its tests. */
export function servicesPage(): string {
  const all = Object.values(serviceOperations).flat();
  const count = (status: OperationStatus): number => all.filter((operation) => operation.status === status).length;
  return [
    '# Les services, opération par opération',
    '',
    '<!-- Page faite par « node scripts/services.ts » depuis les fichiers operations.ts de mocks/ : ne pas la corriger ici. -->',
    '',
    `${all.length} opérations : ${count('fidele')} fidèles, ${count('deduit')} déduites, ${count('non_documente')} non documentées.`,
    '',
    '- **fidèle** : la forme vient d’un texte officiel ou d’un échange enregistré ;',
    '- **déduit** : une part est inférée, et la colonne « source » dit laquelle ;',
    '- **non documenté** : aucun texte public ne la décrit ; la forme est celle de Probant, ses codes commencent par `probant_`.',
    '',
    'Un test de Probant vérifie que chaque test nommé existe, et qu’aucune opération des faits ne manque.',
    ...Object.entries(serviceOperations).flatMap(([service, operations]) => section(service, operations)),
    '',
  ].join('\n');
}

function section(service: string, operations: readonly ServiceOperation[]): string[] {
  const page = pages[service];
  return [
    '',
    `## ${service}`,
    '',
    ...(page === undefined ? [] : [`Emploi : [${page}](${page}).`, '']),
    '| opération | ce qu’elle fait | statut | source | tests |',
    '| --- | --- | --- | --- | --- |',
    ...operations.map(
      ({ id, title, status, source, tests }) =>
        `| \`${id}\` | ${cell(title)} | ${statusLabels[status]} | ${cell(source)} | ${tests.map(testCell).join('<br>')} |`,
    ),
  ];
}

function testCell(test: string): string {
  const [path = '', title = ''] = test.split(' › ');
  return `[${cell(title)}](../${path})`;
}
