import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it, vi } from 'vitest';
import { freshFolder, needEngine, removeFolders, writePack } from '../support/packs.ts';

afterAll(removeFolders);

/** Processes of the engine that a process started (Linux). */
function enginesOf(pid: number | undefined): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
      const engine = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('SaxonWorker.java');
      return engine && Number(parent) === pid ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

function lives(pid: number): boolean {
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Judges for ever, in a process of its own. */
function endless(): ChildProcess {
  const pack = writePack({
    'a.sch': `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><ns prefix="f" uri="urn:f"/><xsl:function name="f:f"><xsl:param name="n"/><xsl:sequence select="f:f($n + 1)"/></xsl:function><pattern><rule context="/"><assert test="f:f(count(//*)) = 1">A</assert></rule></pattern></schema>`,
  });
  const support = pathToFileURL(join(import.meta.dirname, '../support/packs.ts')).href;
  const document = '<ClinicalDocument xmlns="urn:hl7-org:v3"/>';
  const script = `import(${JSON.stringify(support)}).then((m) => m.checkBy([${JSON.stringify(pack)}], [${JSON.stringify(document)}]))`;
  return spawn(process.execPath, ['-e', script], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: freshFolder() },
  });
}

it('the engine ends with the process that started it, even killed while it judges', async (context) => {
  needEngine(context);
  if (process.platform !== 'linux') context.skip('les processus ne se lisent dans /proc que sous Linux');
  const parent = endless();
  const [engine = 0] = await vi.waitUntil(() => {
    const found = enginesOf(parent.pid);
    return found.length > 0 && found;
  }, 60_000);
  parent.kill('SIGKILL');
  await vi.waitUntil(() => !lives(engine), 30_000);
  expect(lives(engine)).toBe(false);
}, 120_000);
