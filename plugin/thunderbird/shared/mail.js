// A compose window's details as the bridge wants them. Pure but for Thunderbird's own reader of mailboxes.
const readMailboxes = (mailboxes) => messenger.messengerUtilities.parseMailboxString(mailboxes);
const strings = (value) => (Array.isArray(value) ? value : value ? [value] : []);

/** [{name, address}] of a To or Cc as Thunderbird gives it; entries without an address are left out. */
export async function people(value, read = readMailboxes) {
    const found = [];
    for (const one of strings(value)) {
        if (typeof one !== "string") continue; // an entry of the address book: {id, type}
        for (const { name, email } of await read(one)) {
            if (email) found.push({ name: name ?? "", address: email });
        }
    }
    return found;
}

export async function mailOf(details) {
    const [from] = await people(details.from);
    return {
        from: from ?? { name: "", address: "" },
        to: await people(details.to),
        cc: await people(details.cc),
        subject: details.subject ?? "",
    };
}

/** "Name" <address>, or the address alone where there is no name. */
export function mailbox({ name, address }) {
    return name ? `"${name.replace(/["\\]/g, "\\$&")}" <${address}>` : address;
}

export const addresses = (list) => list.map((one) => one.address);
