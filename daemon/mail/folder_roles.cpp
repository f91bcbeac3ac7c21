#include "mail/folder_roles.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"

namespace amends::mail {
namespace {

using ports::FolderRole;

struct Mark {
    std::string_view attribute;
    FolderRole role;
};

// RFC 6154; \AllMail, \Spam and \Starred's kin are XLIST's.
constexpr std::array marks{
    Mark{"\\sent", FolderRole::sent}, Mark{"\\drafts", FolderRole::drafts},   Mark{"\\trash", FolderRole::trash},
    Mark{"\\junk", FolderRole::junk}, Mark{"\\archive", FolderRole::archive}, Mark{"\\all", FolderRole::all},
    Mark{"\\spam", FolderRole::junk}, Mark{"\\allmail", FolderRole::all},     Mark{"\\inbox", FolderRole::inbox},
};

struct KnownNames {
    FolderRole role;
    std::vector<std::string_view> names;  // ASCII letters in lower case; the likelier ones first
};

const std::vector<KnownNames>& known_names() {
    static const std::vector<KnownNames> table{
        {FolderRole::sent,
         {"sent",
          "sent items",
          "sent messages",
          "sent mail",
          "sent-mail",
          "sentmail",
          "gesendet",
          "gesendete elemente",
          "gesendete objekte",
          "gesendete nachrichten",
          "gesendete",
          "envoyés",
          "messages envoyés",
          "Éléments envoyés",
          "éléments envoyés",
          "courrier envoyé",
          "objets envoyés",
          "enviados",
          "elementos enviados",
          "correo enviado",
          "mensajes enviados",
          "inviati",
          "inviata",
          "posta inviata",
          "messaggi inviati",
          "elementi inviati",
          "enviadas",
          "itens enviados",
          "mensagens enviadas",
          "correio enviado",
          "e-mails enviados",
          "verzonden",
          "verzonden items",
          "verzonden berichten",
          "verzonden objecten",
          "wysłane",
          "elementy wysłane",
          "wysłane elementy",
          "wiadomości wysłane"}},
        {FolderRole::drafts,
         {"drafts", "draft", "entwürfe", "entwurf", "brouillons", "brouillon", "borradores", "borrador", "bozze",
          "rascunhos", "rascunho", "concepten", "kopie robocze", "wersje robocze", "szkice", "robocze"}},
        {FolderRole::trash,
         {"trash",
          "deleted items",
          "deleted messages",
          "deleted",
          "bin",
          "papierkorb",
          "gelöschte elemente",
          "gelöschte objekte",
          "gelöschte nachrichten",
          "gelöscht",
          "corbeille",
          "Éléments supprimés",
          "éléments supprimés",
          "messages supprimés",
          "papelera",
          "elementos eliminados",
          "mensajes eliminados",
          "eliminados",
          "cestino",
          "posta eliminata",
          "elementi eliminati",
          "lixeira",
          "itens excluídos",
          "itens eliminados",
          "lixo",
          "prullenbak",
          "prullenmand",
          "verwijderde items",
          "verwijderde objecten",
          "kosz",
          "elementy usunięte",
          "usunięte"}},
        {FolderRole::junk,
         {"junk",
          "spam",
          "junk e-mail",
          "junk email",
          "junk mail",
          "bulk mail",
          "bulk",
          "spamverdacht",
          "junk-e-mail",
          "unerwünscht",
          "unerwünschte werbung",
          "courrier indésirable",
          "indésirables",
          "pourriel",
          "correo no deseado",
          "no deseado",
          "posta indesiderata",
          "indesiderata",
          "lixo eletrônico",
          "lixo eletrónico",
          "correio eletrónico não solicitado",
          "ongewenste e-mail",
          "ongewenst",
          "ongewenste reclame",
          "wiadomości-śmieci",
          "niechciane",
          "śmieci"}},
        {FolderRole::archive,
         {"archive", "archives", "archiv", "archivo", "archivados", "archivio", "arquivo", "archief", "archiwum"}},
        {FolderRole::all,
         {"all mail", "alle nachrichten", "tous les messages", "todos", "tutti i messaggi", "todos os e-mails",
          "todo o correio", "alle berichten", "wszystkie"}},
    };
    return table;
}

bool has(const ListedFolder& folder, std::string_view attribute) {
    return std::any_of(folder.attributes.begin(), folder.attributes.end(),
                       [&](const std::string& one) { return base::lower_ascii(one) == attribute; });
}

std::string_view parent_of(const ListedFolder& folder) {
    const auto at = folder.separator.empty() ? std::string::npos : folder.name.rfind(folder.separator);
    return at == std::string::npos ? std::string_view{} : std::string_view(folder.name).substr(0, at);
}

std::string last_part(const ListedFolder& folder) {
    const auto parent = parent_of(folder);
    return base::lower_ascii(
        std::string_view(folder.name).substr(parent.empty() ? 0 : parent.size() + folder.separator.size()));
}

// "Clients/Sent" is a folder about what clients sent; INBOX.Sent and [Gmail]/Sent are the account's own.
bool stands_where_roles_stand(const ListedFolder& folder) {
    const auto parent = base::lower_ascii(parent_of(folder));
    return parent.empty() || parent == "inbox" || parent == "[gmail]" || parent == "[google mail]";
}

}  // namespace

std::vector<ports::Folder> assign_roles(const std::vector<ListedFolder>& listed,
                                        const std::map<FolderRole, std::string>& own_word) {
    std::vector<ports::Folder> folders;
    std::vector<const ListedFolder*> sources;
    for (const auto& one : listed) {
        if (has(one, "\\nonexistent")) {
            continue;
        }
        ports::Folder folder{.name = one.name, .selectable = !has(one, "\\noselect")};
        for (const auto& mark : marks) {
            if (has(one, mark.attribute) && !own_word.contains(mark.role)) {
                folder.role = mark.role;
            }
        }
        if (base::lower_ascii(one.name) == "inbox") {
            folder.role = FolderRole::inbox;
        }
        folders.push_back(std::move(folder));
        sources.push_back(&one);
    }
    for (auto& folder : folders) {
        for (const auto& [role, name] : own_word) {
            if (folder.name == name) {
                folder.role = role;
            }
        }
    }
    for (const auto& [role, names] : known_names()) {
        const bool given =
            own_word.contains(role) ||
            std::any_of(folders.begin(), folders.end(), [&, wanted = role](const auto& f) { return f.role == wanted; });
        for (auto name = names.begin(); !given && name != names.end(); ++name) {
            std::size_t i = 0;
            while (i < folders.size() && !(folders[i].role == FolderRole::other && folders[i].selectable &&
                                           stands_where_roles_stand(*sources[i]) && last_part(*sources[i]) == *name)) {
                ++i;
            }
            if (i < folders.size()) {
                folders[i].role = role;
                break;
            }
        }
    }
    return folders;
}

}  // namespace amends::mail
