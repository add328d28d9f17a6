import { spawnSync } from 'node:child_process';

/** Another network namespace, joined to this one by a pair of virtual interfaces. */
export interface NetworkNamespace {
  /** Address on this side, where a bench may listen. */
  hostAddress: string;
  /** Command that runs another one inside: `[...inside, 'curl', …]`. */
  inside: string[];
  close(): void;
}

const prefix = 'probant-pairs-';

/** Opens a namespace. Closed by `close`, or at the latest when this process exits. */
export function openNamespace(): NetworkNamespace {
  closeAbandoned();
  const name = `${prefix}${process.pid}`;
  // Interface names hold 15 characters.
  const [here, there] = [`pb${process.pid}a`, `pb${process.pid}b`];
  const third = process.pid % 250;
  const [hostAddress, peerAddress] = [`10.203.${third}.1`, `10.203.${third}.2`];
  const close = (): void => remove(name, here);
  process.once('exit', close);
  try {
    ip('netns', 'add', name);
    ip('link', 'add', here, 'type', 'veth', 'peer', 'name', there, 'netns', name);
    ip('addr', 'add', `${hostAddress}/30`, 'dev', here);
    ip('link', 'set', here, 'up');
    ip('-n', name, 'addr', 'add', `${peerAddress}/30`, 'dev', there);
    ip('-n', name, 'link', 'set', there, 'up');
  } catch (thrown) {
    close();
    throw thrown;
  }
  const inside = ['ip', 'netns', 'exec', name];
  return {
    hostAddress,
    inside,
    close: () => {
      close();
      process.off('exit', close);
    },
  };
}

function remove(name: string, link: string): void {
  spawnSync('ip', ['link', 'del', link], { stdio: 'ignore' });
  spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' });
}

/** Those of a run that was killed. */
function closeAbandoned(): void {
  const list = spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout ?? '';
  for (const [name, pid = ''] of list.matchAll(new RegExp(`^${prefix}(\\d+)`, 'gm'))) {
    if (!isAlive(Number(pid))) remove(name, `pb${pid}a`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${args.join(' ')} : ${stderr}`);
}
