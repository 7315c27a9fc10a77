import { randomUUID } from 'node:crypto';
import { testDatabase } from '@samband/testing';
import { expect, test } from 'vitest';
import { ebxmlMigrations } from './migrations.ts';
import { type Breach, countBrokenRules, listRuleCounts } from './rule-counts.ts';

const database = await testDatabase([ebxmlMigrations]);
const warned = (...rules: string[]) => rules.map((rule) => ({ rule, severity: 'warning' }));

test('breaches that come together are counted as if each had come alone', async () => {
  const at = new Date('2026-03-02T22:59:00Z');
  const nextDay = new Date('2026-03-02T23:00:00Z');
  const ids = [1, 2, 3, 4].map((number) => `0000000${number}${randomUUID().slice(8)}`);
  const breach = (place: number, about: Omit<Breach, 'receivedId'>): Breach => ({
    ...about,
    receivedId: ids[place] ?? '',
  });
  await countBrokenRules(database, [
    breach(1, { partnerHerId: 7, at, broken: warned('12', '9', '12') }),
    breach(0, { partnerHerId: 7, at, broken: warned('9') }),
    breach(2, { partnerHerId: 7, at: nextDay, broken: warned('9') }),
    breach(3, { partnerHerId: undefined, at, broken: [] }),
  ]);
  await countBrokenRules(database, [breach(3, { partnerHerId: 7, at, broken: warned('9') })]);

  const counts = await listRuleCounts(database, { from: '2026-03-01' });

  const common = { partnerHerId: 7, severity: 'warning' };
  expect(counts.map((each) => ({ ...each, count: Number(each.count) }))).toEqual([
    { ...common, rule: '9', day: '2026-03-02', count: 3, lastId: ids[3] },
    { ...common, rule: '12', day: '2026-03-02', count: 1, lastId: ids[1] },
    { ...common, rule: '9', day: '2026-03-03', count: 1, lastId: ids[2] },
  ]);
});
