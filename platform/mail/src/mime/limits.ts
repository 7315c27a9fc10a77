/** What one mail may hold. Beyond it the reader stops looking and says so in `problems`; it never throws. */
export const PARTS_MAX = 1_000;
export const DEPTH_MAX = 10;
export const HEADER_BLOCK_MAX_BYTES = 262_144;
export const HEADER_FIELDS_MAX = 1_000;
export const PARAMETERS_MAX = 100;
export const PROBLEMS_MAX = 100;
export const ADDRESSES_MAX = 1_000;
