import { attemptsCommand } from './attempts.ts';
import { benchCommand } from './bench.ts';
import type { Command } from './command.ts';
import { contractCommand } from './contract.ts';
import { counterproofCommand } from './counterproof.ts';
import { demoCommand } from './demo.ts';
import { replayCommand } from './replay.ts';
import { runCommand } from './run.ts';
import { sealCommand } from './seal.ts';
import { verifyCommand } from './verify.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  demoCommand,
  runCommand,
  benchCommand,
  sealCommand,
  verifyCommand,
  replayCommand,
  attemptsCommand,
  counterproofCommand,
  contractCommand,
];
