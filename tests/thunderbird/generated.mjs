// Values for property tests: drawn from a seed, so that what fails once fails again.

/** A source of numbers from 0 up to, not including, 1 (mulberry32). */
export function numbers(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
}

/** What draws whole numbers, members of a list, and chances from one seed. */
export function drawing(seed) {
    const next = numbers(seed);
    const whole = (least, most) => least + Math.floor(next() * (most - least + 1));
    return {
        whole,
        one: (list) => list[whole(0, list.length - 1)],
        chance: (share) => next() < share,
        some: (least, most, make) => Array.from({ length: whole(least, most) }, make),
    };
}

/** Runs a property for each seed and names the seed that broke it. */
export function forSeeds(count, property) {
    for (let seed = 1; seed <= count; seed += 1) {
        try {
            property(drawing(seed), seed);
        } catch (error) {
            error.message = `seed ${seed}: ${error.message}`;
            throw error;
        }
    }
}
