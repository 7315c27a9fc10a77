/** As test-centre.css has it; every line of source is one high. */
export const LINE_HEIGHT_PX = 24;
