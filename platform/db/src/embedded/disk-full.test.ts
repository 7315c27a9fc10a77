import { spawnSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { temporaryFolder } from './test-parent.ts';

test('a full disk is said in one sentence', async (context) => {
  const disk = await temporaryFolder('samband-disk-');
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=755', 'tmpfs', disk]);
  context.skip(mount.status !== 0, 'a small disk can only be made by root');
  onTestFinished(() => void spawnSync('umount', [disk]));

  const refused = startEmbeddedPostgres({ dataFolder: `${disk}/data` });

  await expect(refused).rejects.toMatchObject({ reason: 'disk-full' });
  await expect(refused).rejects.toThrow(/^The disk that holds .* is full\. Free some space and start again\.$/);
});
