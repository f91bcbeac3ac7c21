#include "cli/edited_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "cli/child.hpp"

namespace amends::cli {
namespace {

std::string editor_of(const app::Environment& environment) {
    for (const char* name : {"VISUAL", "EDITOR"})
        if (auto editor = environment.variable(name); !editor.empty()) return editor;
    return "";
}

/// Whether the shell finds the editor's program. Words that only a shell can take apart are left to it.
bool is_there(const std::string& editor) {
    const auto program = editor.substr(0, editor.find_first_of(" \t"));
    if (program.empty() || program.find_first_of("'\"$`\\=;|&(){}<>*?~") != std::string::npos) return true;
    return run_program({"/bin/sh", "-c", "command -v \"$1\" >/dev/null 2>&1", "amends", program}, std::nullopt) == 0;
}

/// The user's editor, else one that is installed.
base::Result<std::string> usable_editor(const app::Environment& environment) {
    const auto none = [](const std::string& what) {
        return base::failure(base::Fault::wrong_use, base::Retry::after_change,
                             what + " Set VISUAL or EDITOR to one that is installed, like EDITOR=nano.");
    };
    if (auto editor = editor_of(environment); !editor.empty()) {
        if (is_there(editor)) return editor;
        return none(fmt::format("The editor \"{}\" is not there.", editor));
    }
    for (const char* usual : {"sensible-editor", "nano", "vi"})
        if (is_there(usual)) return std::string(usual);
    return none("There is no editor.");
}

}  // namespace

EditedFile::EditedFile(const app::Environment& environment, std::string_view what) {
    std::string directory = environment.variable("XDG_RUNTIME_DIR");
    if (directory.empty()) directory = environment.variable("TMPDIR");
    path_ = fmt::format("{}/amends-{}-XXXXXX.txt", directory.empty() ? "/tmp" : directory, what);
    constexpr int suffix_bytes = 4;
    const int fd = ::mkstemps(path_.data(), suffix_bytes);  // mode 0600
    good_ = fd >= 0;
    if (good_) ::close(fd);
}

EditedFile::~EditedFile() {
    if (good_ && !kept_) ::unlink(path_.c_str());
}

std::string EditedFile::kept() {
    keep();
    return "Your text is kept in " + path_ + ".";
}

bool EditedFile::write(const std::string& text) {
    std::ofstream file(path_, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    return good_ && file.good();
}

std::string EditedFile::read() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

base::Result<std::string> edit_text(EditedFile& file, const std::string& text, const app::Environment& environment,
                                    std::string_view outcome) {
    const auto editor = usable_editor(environment);
    if (!editor) return tl::unexpected(editor.error());
    if (!file.write(text))
        return base::failure(base::Fault::internal, base::Retry::never,
                             fmt::format("{} cannot be written; set TMPDIR to a directory that can.", file.path()));
    // The shell takes the editor's own arguments apart ("code --wait"); the path is no part of what it reads.
    const int status = run_program({"/bin/sh", "-c", *editor + " \"$1\"", "amends", file.path()}, std::nullopt);
    auto edited = file.read();
    if (status == 0) return edited;
    const bool changed = edited != text && !base::trimmed(edited).empty();
    return base::failure(base::Fault::answer_is_no, base::Retry::never,
                         fmt::format("The editor ({}) ended with status {}: {}.{}", *editor, status, outcome,
                                     changed ? " " + file.kept() : ""));
}

}  // namespace amends::cli
