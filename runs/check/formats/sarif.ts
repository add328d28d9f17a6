import { isAbsolute, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Finding, sha256 } from '../../../core/index.ts';
import type { PackAbout } from '../pack-engine.ts';
import type { CheckSummary, FileFinding, FileReport } from '../report.ts';
import type { Format } from './format.ts';
import type { Tool } from './tool.ts';

const levels: Readonly<Record<Finding['severity'], string>> = {
  bloquant: 'error',
  avertissement: 'warning',
  information: 'note',
};

/** What GitHub and others read: a tool, its rules, a result a finding; what was not looked at is a notification. */
const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

/** SARIF 2.1.0 (OASIS Standard, 27/03/2020). Results are written as they come, the rules before them. */
export function sarifFormat(tool: Tool): Format {
  const notes = new Notes();
  let first = true;
  return {
    head: () =>
      `{"$schema":"${schema}","version":"2.1.0","runs":[{"tool":${JSON.stringify(driver(tool))},"results":[\n`,
    file: (report) => {
      notes.add(report, tool);
      const text = report.findings.map((found) => JSON.stringify(result(report, found, tool))).join(',\n');
      const comma = first || text === '' ? '' : ',\n';
      first &&= text === '';
      return comma + text;
    },
    foot: (summary) =>
      `\n],"columnKind":"utf16CodeUnits","originalUriBaseIds":${JSON.stringify(baseIds(tool))},"invocations":[${JSON.stringify(notes.invocation(summary))}]}]}\n`,
  };
}

const base = '%SRCROOT%';

function baseIds({ root }: Tool): Record<string, unknown> {
  return { [base]: { uri: `${pathToFileURL(root).href.replace(/\/$/, '')}/` } };
}

function driver({ version, ruleSet, rules, packs }: Tool): Record<string, unknown> {
  return {
    driver: {
      name: 'Probant',
      version,
      semanticVersion: version,
      language: 'fr',
      properties: { regles: ruleSet.digest, jeu: ruleSet.version },
      rules: rules.map(({ id, version: ruleVersion, title, source }) => ({
        id,
        shortDescription: { text: title },
        fullDescription: { text: `${title}.` },
        help: { text: `Source : ${source}` },
        properties: { version: ruleVersion },
      })),
    },
    // An external pack is an extension of the tool (SARIF §3.18.3).
    ...(packs.length === 0 ? {} : { extensions: packs.map(extension) }),
  };
}

function extension({ name, path, digest }: PackAbout): Record<string, unknown> {
  return { name, version: digest, properties: { chemin: path, sha256: digest } };
}

function result({ path }: FileReport, found: FileFinding, tool: Tool): Record<string, unknown> {
  const index = tool.rules.findIndex(({ id }) => id === found.rule);
  const region = found.line === undefined ? {} : { region: { startLine: found.line } };
  return {
    ruleId: found.rule,
    ...(index < 0 ? {} : { ruleIndex: index }),
    level: levels[found.severity],
    message: { text: textOf(found) },
    locations: [
      {
        physicalLocation: { artifactLocation: artifact(path, tool), ...region },
        logicalLocations: [{ fullyQualifiedName: found.where }],
      },
    ],
    partialFingerprints: { 'probant/v1': sha256(JSON.stringify([found.rule, found.code, found.where])) },
    properties: {
      code: found.code,
      attendu: found.expected,
      obtenu: found.got,
      remede: found.remedy,
      source: found.source,
    },
  };
}

function textOf({ message, expected, got, where, remedy }: FileFinding): string {
  return `${message} Attendu : ${expected}. Obtenu : ${got}. Où : ${where}. ${remedy}`;
}

/** Below the working folder a path is told from it, so that the report means the same on another machine. */
function artifact(path: string, { root }: Tool): Record<string, string> {
  const below = relative(root, resolve(root, path)).replaceAll('\\', '/');
  const outside = below === '' || below.startsWith('../') || isAbsolute(below);
  if (outside) return { uri: pathToFileURL(resolve(root, path)).href };
  return { uri: below.split('/').map(encodeURIComponent).join('/'), uriBaseId: base };
}

/** What is told of the run itself: refused files one by one, rules that did not look once a reason. */
class Notes {
  readonly #refused: Array<Record<string, unknown>> = [];
  readonly #unseen = new Map<string, number>();

  add({ path, error, unseen }: FileReport, tool: Tool): void {
    if (error !== undefined) {
      const locations = [{ physicalLocation: { artifactLocation: artifact(path, tool) } }];
      this.#refused.push({ level: 'error', message: { text: `${error.message} ${error.remedy}` }, locations });
    }
    for (const { rule, why } of unseen) {
      const text = `${rule} n’a pas regardé : ${why}`;
      this.#unseen.set(text, (this.#unseen.get(text) ?? 0) + 1);
    }
  }

  invocation({ outcomes }: CheckSummary): Record<string, unknown> {
    const unseen = [...this.#unseen].map(([text, count]) => ({
      level: 'note',
      message: { text: `${text} (${count} fichier(s))` },
    }));
    return {
      executionSuccessful: outcomes.refuse + outcomes.non_juge + outcomes.panne === 0,
      toolExecutionNotifications: [...this.#refused, ...unseen],
    };
  }
}
