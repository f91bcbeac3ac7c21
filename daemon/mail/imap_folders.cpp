// ImapMailbox's list of folders: names, roles, and which of them belong to others.
#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "mail/imap_mailbox.hpp"
#include "mail/modified_utf7.hpp"

namespace amends::mail {
namespace {

constexpr std::size_t most_listed = 16u << 20;  // bytes of folders, by one LIST

}  // namespace

void ImapMailbox::read_namespaces(const ImapResponse& response) {
    others_.clear();
    for (std::size_t kind = 1; kind < response.values.size() && kind < 3; ++kind) {
        for (const auto& space : response.values[kind].items) {
            if (!space.items.empty() && !space.items.front().text.empty()) {
                others_.push_back(space.items.front().text);
            }
        }
    }
}

bool ImapMailbox::belongs_to_others(const std::string& wire) const {
    return std::any_of(others_.begin(), others_.end(),
                       [&](const std::string& prefix) { return wire.starts_with(prefix); });
}

std::optional<ListedFolder> ImapMailbox::read_list(const ImapResponse& response) {
    if ((response.name != "LIST" && response.name != "XLIST") || response.values.size() < 3 ||
        response.values[2].text.empty() || belongs_to_others(response.values[2].text)) {
        return std::nullopt;
    }
    const std::string& wire = response.values[2].text;
    auto name = from_modified_utf7(wire);
    if (!name || wire_names_.contains(*name)) {
        name = to_modified_utf7(wire) ? std::optional(wire) : std::nullopt;  // a server that writes UTF-8, or worse
    }
    if (!name) {
        return std::nullopt;
    }
    if (base::equals_ignoring_case(*name, "INBOX")) {
        name = "INBOX";
    }
    wire_names_[*name] = wire;
    ListedFolder folder{.name = *name, .separator = response.values[1].text};
    for (const auto& attribute : response.values[0].items) {
        folder.attributes.push_back(attribute.text);
    }
    return folder;
}

ports::Task<std::vector<ports::Folder>> ImapMailbox::folders() {
    std::vector<ListedFolder> listed;
    std::size_t bytes = 0;
    wire_names_.clear();
    const auto sink = [&](ImapResponse& response) {
        if (bytes > most_listed) {
            return;
        }
        if (auto folder = read_list(response)) {
            bytes += sizeof(ListedFolder) + 3 * folder->name.size();
            for (const auto& attribute : folder->attributes) {
                bytes += sizeof(std::string) + attribute.size();
            }
            listed.push_back(std::move(*folder));
        }
    };
    const bool extended = session_.has("SPECIAL-USE") && session_.has("LIST-EXTENDED");
    const bool xlist = !session_.has("SPECIAL-USE") && session_.has("XLIST");
    ImapWriter rich(xlist ? "XLIST" : "LIST");
    rich.string("").string("*");
    if (extended) {
        rich.raw("RETURN (SPECIAL-USE)");
    }
    auto reply = co_await session_.run(rich.finish(), sink);
    if (reply && !reply->ok() && (extended || xlist)) {
        listed.clear();
        wire_names_.clear();
        reply = co_await session_.run(ImapWriter("LIST").string("").string("*").finish(), sink);
    }
    if (!reply) {
        co_return tl::unexpected<base::Error>(std::move(reply.error()));
    }
    if (!reply->ok()) {
        co_return refused(*reply, "list the folders");
    }
    if (bytes > most_listed) {
        co_return sent_too_much();
    }
    co_return assign_roles(listed, settings_.folders);
}

}  // namespace amends::mail
