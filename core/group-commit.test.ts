import { describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.ts';

/** Writes that end when they are told to. */
function slowWrites(): { groups: string[][]; end: () => void; commits: GroupCommit<string> } {
  const groups: string[][] = [];
  const ends: Array<() => void> = [];
  const commits = new GroupCommit<string>((items) => {
    groups.push([...items]);
    return new Promise((resolve) => ends.push(resolve));
  });
  return { groups, end: () => ends.shift()?.(), commits };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('a group commit', () => {
  it('writes together what comes together', async () => {
    const { groups, commits } = slowWrites();
    void commits.add('a');
    void commits.add('b');
    await turn();
    expect(groups).toEqual([['a', 'b']]);
  });

  it('writes once at a time, and together what came meanwhile', async () => {
    const { groups, end, commits } = slowWrites();
    void commits.add('a');
    await turn();
    void commits.add('b');
    void commits.add('c');
    await turn();
    const during = groups.length;
    end();
    await turn();
    expect([during, groups]).toEqual([1, [['a'], ['b', 'c']]]);
  });

  it('settles an item with its own write', async () => {
    let full = true;
    const commits = new GroupCommit<string>(() => (full ? Promise.reject(new Error('plein')) : Promise.resolve()));
    const first = await commits.add('a').catch((thrown: Error) => thrown.message);
    full = false;
    const second = await commits.add('b').then(() => 'écrit');
    expect([first, second]).toEqual(['plein', 'écrit']);
  });
});
