import { expect, test } from 'vitest';
import { findPlaces } from './find-places.ts';

test('a tag is named by the path and line that libxml2 would give it', () => {
  const source =
    '<?xml version="1.0"?>\n<a><!-- <c> -->\n<p:b x="a>b"/>\n<p:b><c/><d/><c\n/></p:b><e><![CDATA[<c/>]]></e></a>';
  const offsets = [source.indexOf('<p:b x'), source.indexOf('<d/>'), source.indexOf('<c\n'), source.indexOf('<e>')];

  expect([...findPlaces(source, offsets).values()]).toEqual([
    { path: 'a/b[1]', line: 3 },
    { path: 'a/b[2]/d', line: 4 },
    { path: 'a/b[2]/c[2]', line: 4 },
    { path: 'a/e', line: 5 },
  ]);
});

test('an offset that is no tag has no place', () => {
  expect(findPlaces('<a>b</a>', [3]).size).toBe(0);
});
