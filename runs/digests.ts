import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { canonicalJson, sha256 } from '../core/index.ts';
import type { FeatureScenario } from '../referential/index.ts';
import { allRules, ruleFile } from '../rules/index.ts';
import { locations } from './locations.ts';

const localImport = /(?:import|export)\s+(\{[^}]*\}|\*|[\w\s{},*]+?)\s+from\s+['"](\.\.?\/[^'"]+)['"]/g;

/**
 * Digest of a rule as this release runs it: its file, the files of the rules' room that it imports, and the files of
 * core that hold what these import (readers of XML, mail and archives judge too).
 * Changing any of them makes the points that rest on it `non éprouvé`.
 */
export function ruleDigest(id: string): string {
  const files = new Set<string>();
  collect(ruleFile(id), files);
  return digestOf([...files].sort());
}

/** Digest of all rules: the rule set's own name. */
export function ruleSetDigest(): string {
  return sha256(canonicalJson(allRules().map(({ id }) => [id, ruleDigest(id)])));
}

/** Digest of the steps that play a feature: those of its domain (the feature's folder), that serve every domain, and
 * their runtime. */
export function stepsDigest(feature: FeatureScenario): string {
  const domain = feature.uri.split('/').at(-2) ?? '';
  return memo(`steps/${domain}`, () =>
    digestOf([...new Set([domain, ...sharedSteps].flatMap((folder) => filesBelow(`${folder}/`)))].sort()),
  );
}

/** Digest of all features. */
export function featureSetDigest(features: FeatureScenario[]): string {
  return sha256(canonicalJson(features.map(({ scenario, digest }) => [scenario, digest])));
}

/** What a point's counter-proof hangs on: a change of any of these asks for a new proof. */
export function pointDigest(feature: FeatureScenario, rules: string[]): string {
  return sha256(
    canonicalJson([feature.digest, stepsDigest(feature), [...rules].sort().map((id) => [id, ruleDigest(id)])]),
  );
}

/** Folders of the steps that serve every domain. */
const sharedSteps = ['ins', 'documents', 'reception', 'runtime'] as const;

const memos = new Map<string, unknown>();

function memo<T>(key: string, make: () => T): T {
  const known = (memos.get(key) as T | undefined) ?? make();
  memos.set(key, known);
  return known;
}

function collect(file: URL, into: Set<string>): void {
  const path = fileURLToPath(file);
  if (into.has(path)) return;
  into.add(path);
  for (const [, names = '', target = ''] of readFileSync(path, 'utf8').matchAll(localImport)) {
    for (const imported of resolved(new URL(target, file), names)) collect(imported, into);
  }
}

/** The files behind an import: the index of core re-exports everything, and only what is named counts. */
function resolved(target: URL, names: string): URL[] {
  if (target.href.startsWith(locations.rules.href)) return [target];
  if (!target.href.startsWith(locations.core.href)) return [];
  if (!/\/index\.[jt]s$/.test(target.pathname)) return [target];
  const homes = memo('core', coreHomes);
  return [...names.matchAll(/\w+/g)].flatMap(([name]) => homes.get(name) ?? []);
}

/** Where each name of core is made. */
function coreHomes(): Map<string, URL> {
  const homes = new Map<string, URL>();
  for (const name of readdirSync(fileURLToPath(locations.core))) {
    if (!/(?<!\.d|\.test)\.(js|ts)$/.test(name)) continue;
    const home = new URL(name, locations.core);
    for (const [, made = ''] of readFileSync(fileURLToPath(home), 'utf8').matchAll(
      /^export (?:async )?(?:function|const|class) (\w+)/gm,
    )) {
      homes.set(made, home);
    }
  }
  return homes;
}

function filesBelow(folder: string): string[] {
  const base = new URL(folder, locations.steps);
  const names = readdirSync(fileURLToPath(base), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => /(?<!\.d)\.(js|ts)$/.test(name))
    .map((name) => fileURLToPath(new URL(name.replaceAll('\\', '/'), base)));
}

// Line ends and the map's address do not change what a file does.
function digestOf(paths: string[]): string {
  const texts = paths.map((path) =>
    readFileSync(path, 'utf8')
      .replaceAll('\r\n', '\n')
      .replace(/\n\/\/# sourceMappingURL.*\s*$/, '\n'),
  );
  return sha256(canonicalJson(texts.map(sha256)));
}
