// The two forms of a Message-ID: as mails name it, <id>, and bare, as Thunderbird's API has it. Pure.
export const bare = (id) => id.replace(/^<|>$/g, "");
export const inAngles = (id) => `<${bare(id)}>`;
