#pragma once
// Which folder is which. Pure. The user's own word comes first, then the server's marks (RFC 6154), then, for a role
// that neither gave, a well-known name in one of eight languages.
#include <map>
#include <string>
#include <vector>

#include "ports/mailbox.hpp"

namespace amends::mail {

/// One line of LIST.
struct ListedFolder {
    std::string name;                     ///< UTF-8
    std::string separator;                ///< "" where the hierarchy is flat
    std::vector<std::string> attributes;  ///< "\\Sent", as the server writes them
};

/// In the order of `listed`; folders that do not exist on the server (\\NonExistent) are left out.
std::vector<ports::Folder> assign_roles(const std::vector<ListedFolder>& listed,
                                        const std::map<ports::FolderRole, std::string>& own_word);

}  // namespace amends::mail
