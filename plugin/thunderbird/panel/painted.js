/** Resolves once what stands in the page now is on the screen; what would hold that up can be done then. */
export const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
