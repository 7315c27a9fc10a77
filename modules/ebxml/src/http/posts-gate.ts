import { PostsQuotaUsed } from '../errors.ts';

/** Messages of any size, together: a handful of the largest, or many of the usual. */
const bytesUnderWayMax = 256 * 1024 * 1024;

/** Lets posts in while there is room, since whoever posts is known only when its signature is checked. */
export interface PostsGate {
  /** Takes a place for a body of that length, and gives what leaves it. Errors: PostsQuotaUsed. */
  enter(bytes: number, nowMs: number): () => void;
}

/** `perSecond` posts in the long run, twice as many at once after a pause. */
export function createPostsGate(perSecond: number): PostsGate {
  let tokens = 2 * perSecond;
  let filledAtMs = 0;
  let bytesUnderWay = 0;

  return {
    enter(bytes, nowMs) {
      tokens = Math.min(2 * perSecond, tokens + (Math.max(0, nowMs - filledAtMs) * perSecond) / 1_000);
      filledAtMs = nowMs;
      if (tokens < 1) throw new PostsQuotaUsed(1);
      if (bytesUnderWay + bytes > bytesUnderWayMax) throw new PostsQuotaUsed(5);
      tokens -= 1;
      bytesUnderWay += bytes;
      let isIn = true;
      return () => {
        if (isIn) bytesUnderWay -= bytes;
        isIn = false;
      };
    },
  };
}
