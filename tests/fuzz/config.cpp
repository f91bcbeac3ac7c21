// The configuration file: any text is a configuration, or is refused with sentences that name its lines.
#include "app/config.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/fuzz/holds.hpp"

namespace amends::fuzz {
namespace {

/// A folder with one file whose text changes; removed at the end.
class File {
public:
    File() {
        folder_ = (std::filesystem::temp_directory_path() / "amends-fuzz-XXXXXX").string();
        holds(mkdtemp(folder_.data()) != nullptr, "a folder can be made");
        path_ = folder_ + "/amends.toml";
        file_ = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        holds(file_ >= 0, "a file can be made");
        environment_.home = folder_;
        environment_.user = "alex";
        environment_.uid = geteuid();
        environment_.program = "/usr/bin/amendsd";
        environment_.variables = {{"XDG_RUNTIME_DIR", folder_}};
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        close(file_);
        std::filesystem::remove_all(folder_);
    }

    base::Result<app::Config> read(std::string_view text) const {
        holds(
            ftruncate(file_, 0) == 0 && pwrite(file_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()),
            "the file can be written");
        return app::read_config(path_, environment_);
    }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string folder_, path_;
    int file_ = -1;
    app::Environment environment_;
};

void check(const app::Config& config) {
    holds(!config.accounts.empty(), "a configuration has an account");
    for (const auto& account : config.accounts) {
        holds(app::find_account(config, account.mail.name) == &account, "an account is found by its name");
        for (const auto& text : {account.mail.imap.host, account.mail.smtp.host, account.mail.imap.user,
                                 account.mail.smtp.user, account.mail.user_name})
            holds(text.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos, "no value ends its line");
        for (const auto& address : account.mail.addresses)
            holds(base::is_safe_mailbox(address), "an address of the user's is safe");
        (void)app::policy_for(config, account, "kim@client.example", "", "other");
    }
}

}  // namespace
}  // namespace amends::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amends::fuzz;
    static const File file;
    const auto config = file.read(as_text(data, size));
    if (config) {
        check(*config);
        return 0;
    }
    const std::string_view all = config.error().message;
    for (std::size_t at = 0; at < all.size();) {
        const auto end = std::min(all.find('\n', at), all.size());
        holds(all.substr(at, end - at).starts_with(file.path() + ":"), "every problem names its place");
        holds(!has_control_characters(all.substr(at, end - at)), "a problem can be shown on a terminal");
        at = end + 1;
    }
    return 0;
}
