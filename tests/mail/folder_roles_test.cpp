#include "mail/folder_roles.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amends::mail {
namespace {

using ports::FolderRole;
using ::testing::ElementsAre;
using ::testing::Pair;
using Roles = std::vector<std::pair<std::string, FolderRole>>;

ListedFolder listed(std::string name, std::vector<std::string> attributes = {}, std::string separator = "/") {
    return {.name = std::move(name), .separator = std::move(separator), .attributes = std::move(attributes)};
}

Roles roles(const std::vector<ListedFolder>& folders, const std::map<FolderRole, std::string>& own_word = {}) {
    Roles found;
    for (const auto& folder : assign_roles(folders, own_word)) {
        found.emplace_back(folder.name, folder.role);
    }
    return found;
}

TEST(FolderRoles, TakesTheServersMarks) {
    EXPECT_THAT(roles({listed("INBOX"), listed("[Gmail]", {"\\HasChildren", "\\Noselect"}),
                       listed("[Gmail]/All Mail", {"\\All"}), listed("[Gmail]/Kosz", {"\\TRASH"}), listed("Sent"),
                       listed("Postausgang", {"\\Sent"}), listed("Bulk", {"\\Junk"}), listed("Old", {"\\Archive"}),
                       listed("Half", {"\\Drafts"})}),
                ElementsAre(Pair("INBOX", FolderRole::inbox), Pair("[Gmail]", FolderRole::other),
                            Pair("[Gmail]/All Mail", FolderRole::all), Pair("[Gmail]/Kosz", FolderRole::trash),
                            Pair("Sent", FolderRole::other), Pair("Postausgang", FolderRole::sent),
                            Pair("Bulk", FolderRole::junk), Pair("Old", FolderRole::archive),
                            Pair("Half", FolderRole::drafts)));
}

TEST(FolderRoles, BelievesTheUserFirst) {
    EXPECT_THAT(roles({listed("Sent", {"\\Sent"}), listed("Mine"), listed("Drafts")},
                      {{FolderRole::sent, "Mine"}, {FolderRole::drafts, "Not there"}}),
                ElementsAre(Pair("Sent", FolderRole::other), Pair("Mine", FolderRole::sent),
                            Pair("Drafts", FolderRole::other)));
}

TEST(FolderRoles, KnowsNamesInEightLanguages) {
    const std::vector<std::array<const char*, 4>> languages{
        {"Sent Items", "Drafts", "Deleted Items", "Junk E-mail"},
        {"Gesendete Elemente", "Entwürfe", "Papierkorb", "Unerwünscht"},
        {"Éléments envoyés", "Brouillons", "Corbeille", "Courrier indésirable"},
        {"Elementos enviados", "Borradores", "Papelera", "Correo no deseado"},
        {"Posta inviata", "Bozze", "Cestino", "Posta indesiderata"},
        {"Itens Enviados", "Rascunhos", "Lixeira", "Lixo Eletrônico"},
        {"Verzonden items", "Concepten", "Prullenbak", "Ongewenste e-mail"},
        {"Elementy wysłane", "Kopie robocze", "Kosz", "Wiadomości-śmieci"},
    };
    for (const auto& names : languages) {
        EXPECT_THAT(roles({listed("INBOX"), listed(names[0]), listed(names[1]), listed(names[2]), listed(names[3])}),
                    ElementsAre(Pair("INBOX", FolderRole::inbox), Pair(names[0], FolderRole::sent),
                                Pair(names[1], FolderRole::drafts), Pair(names[2], FolderRole::trash),
                                Pair(names[3], FolderRole::junk)));
    }
}

TEST(FolderRoles, FindsFoldersBelowTheInboxButNotAmongClients) {
    EXPECT_THAT(roles({listed("inbox", {}, "."), listed("Clients.Sent", {}, "."), listed("INBOX.Sent", {}, "."),
                       listed("INBOX.Drafts", {"\\Noselect"}, ".")}),
                ElementsAre(Pair("inbox", FolderRole::inbox), Pair("Clients.Sent", FolderRole::other),
                            Pair("INBOX.Sent", FolderRole::sent), Pair("INBOX.Drafts", FolderRole::other)));
}

TEST(FolderRoles, GivesANamedRoleOnce) {
    EXPECT_THAT(roles({listed("Sent Messages"), listed("Sent"), listed("Gesendet")}),
                ElementsAre(Pair("Sent Messages", FolderRole::other), Pair("Sent", FolderRole::sent),
                            Pair("Gesendet", FolderRole::other)));
}

TEST(FolderRoles, LeavesOutWhatIsNotThereAndMarksWhatCannotBeOpened) {
    const auto folders = assign_roles({listed("Gone", {"\\NonExistent"}), listed("Parent", {"\\NoSelect"})}, {});
    ASSERT_EQ(folders.size(), 1u);
    EXPECT_EQ(folders[0].name, "Parent");
    EXPECT_FALSE(folders[0].selectable);
}

}  // namespace
}  // namespace amends::mail
