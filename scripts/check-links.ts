/** Checks that the relative links of the Markdown pages lead somewhere. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** A link that leads nowhere. */
export interface DeadLink {
  /** Path of the page, from the root. */
  readonly page: string;
  readonly target: string;
}

/** Every dead relative link of the pages at the root and under `docs/`. */
export function checkLinks(root: string): DeadLink[] {
  return [...pagesIn(root, false), ...pagesIn(join(root, 'docs'), true)].flatMap((page) =>
    relativeTargets(readFileSync(page, 'utf8'))
      .filter((target) => !existsSync(join(dirname(page), target)))
      .map((target) => ({ page: relative(root, page).replaceAll('\\', '/'), target })),
  );
}

function pagesIn(folder: string, recursive: boolean): string[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

/** Targets of links and images, without anchor; addresses and anchors of the same page are left out. */
function relativeTargets(markdown: string): string[] {
  const prose = markdown.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}
