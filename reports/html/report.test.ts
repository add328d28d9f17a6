import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dossierPaths } from '../container/index.ts';
import { buildDossier } from '../dossier/index.ts';
import { type SampleAttempt, sampleAttempt } from '../testing.ts';
import { html } from './markup.ts';

let sample: SampleAttempt;
let report: string;
let paths: string[];

beforeAll(async () => {
  sample = await sampleAttempt();
  const { files } = await buildDossier(sample.environment, sample.attempt, { context: sample.context });
  const file = files.get(dossierPaths.report);
  report = file !== undefined && 'bytes' in file ? Buffer.from(file.bytes).toString('utf8') : '';
  paths = [...files.keys()];
});

afterAll(() => sample.dispose());

describe('rapport.html', () => {
  it('holds no script and no handler, whatever the product sent', () => {
    expect(report).not.toMatch(/<script|<iframe|<[a-z]+[^>]*\son[a-z]+=/i);
  });

  it('shows what the product sent as text', () => {
    expect(report).toContain('aucun message &lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('asks for nothing from the network', () => {
    expect(report).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(report).toContain('default-src &#39;none&#39;');
  });

  it('links only to files that the dossier holds', () => {
    const links = [...report.matchAll(/(?:src|href)="([^"#]+)"/g)].map((match) => decodeURIComponent(match[1] ?? ''));
    expect(links.filter((link) => !paths.includes(link))).toEqual([]);
  });

  it('has an anchor for each of its inner links', () => {
    const anchors = new Set([...report.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]));
    const links = [...report.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
  });

  it('says where, expected and got of a failure', () => {
    for (const text of ['//main//*[@role=&quot;alert&quot;]', 'un message de refus', 'message-absent']) {
      expect(report).toContain(text);
    }
  });

  it('says the rehearsal, the draft and what was never seen red', () => {
    for (const text of ['RÉPÉTITION', 'projet 2023, non opposable', 'non éprouvé', 'étapes déduites']) {
      expect(report).toContain(text);
    }
  });
});

describe('the html template', () => {
  it('escapes values and shows control characters', () => {
    expect(html`<p title="${'"\'<>&'}">${'\u202eabc\u0007'}</p>`.html).toBe(
      '<p title="&quot;&#39;&lt;&gt;&amp;">\ufffdabc\ufffd</p>',
    );
  });
});
