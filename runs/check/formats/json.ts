import type { PackAbout } from '../pack-engine.ts';
import type { CheckSummary, FileFinding, FileReport } from '../report.ts';
import type { Format } from './format.ts';
import type { Tool } from './tool.ts';

/** One JSON document, a file a line (docs/check.md describes its fields). */
export function jsonFormat(tool: Tool): Format {
  let first = true;
  return {
    head: () =>
      `{"format":"probant-check/1","probant":${JSON.stringify({ version: tool.version, regles: tool.ruleSet.digest, jeu: tool.ruleSet.version })},"paquets":${JSON.stringify(tool.packs.map(packDocument))},"fichiers":[
`,
    file: (report) => {
      const comma = first ? '' : ',\n';
      first = false;
      return comma + JSON.stringify(fileDocument(report));
    },
    foot: (summary) => `\n],"bilan":${JSON.stringify(summaryDocument(summary))}}\n`,
  };
}

function packDocument({ name, path, digest }: PackAbout): Record<string, unknown> {
  return { nom: name, chemin: path, empreinte: digest };
}

function fileDocument(report: FileReport): Record<string, unknown> {
  return {
    fichier: report.path,
    issue: report.outcome,
    sorte: report.kind,
    reconnu_a: report.sign,
    ...(report.error === undefined
      ? {}
      : { erreur: { code: report.error.code, message: report.error.message, remede: report.error.remedy } }),
    constats: report.findings.map(findingDocument),
    ont_regarde: report.looked.map(({ rule, version }) => ({ regle: rule, version })),
    n_ont_pas_regarde: report.unseen.map(({ rule, why }) => ({ regle: rule, raison: why })),
    suppose: report.suppositions,
  };
}

function findingDocument(found: FileFinding): Record<string, unknown> {
  return {
    regle: found.rule,
    version: found.ruleVersion,
    code: found.code,
    gravite: found.severity,
    ou: found.where,
    ...(found.line === undefined ? {} : { ligne: found.line }),
    attendu: found.expected,
    obtenu: found.got,
    message: found.message,
    remede: found.remedy,
    titre: found.title,
    source: found.source,
  };
}

function summaryDocument({ files, outcomes, findings }: CheckSummary): Record<string, unknown> {
  return { fichiers: files, issues: outcomes, constats: findings };
}
