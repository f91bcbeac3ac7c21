#pragma once
// What mail/ must know of an account: where its servers are and how its secret is come by. app/config fills it.
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "ports/mailbox.hpp"

namespace amends::mail {

enum class Protocol { imap, smtp };
enum class Security { tls, starttls };  ///< there is no third: a connection without TLS is never made

/// The SASL mechanism is always named; a bearer token is never offered as a password (recipes: downgrade by libcurl).
enum class Mechanism { plain, login, xoauth2, oauthbearer };

struct Endpoint {
    Protocol protocol = Protocol::imap;
    std::string host;
    int port = 993;
    Security security = Security::tls;
    Mechanism mechanism = Mechanism::plain;
    std::string user;
    std::string ca_file;  ///< extra trusted certificates (PEM); "" for the system's
};

enum class SecretKind { password_command, secret_service, token_command, systemd_credential };

struct SecretSource {
    SecretKind kind = SecretKind::password_command;
    std::vector<std::string> command;               ///< argv; the first line it prints is the secret
    std::map<std::string, std::string> attributes;  ///< Secret Service lookup attributes
    std::string credential;                         ///< name under $CREDENTIALS_DIRECTORY
};

enum class SentCopy { automatic, provider, append };  ///< who files the copy of a sent check-in

struct AccountSettings {
    std::string name;
    std::string user_name;               ///< the person's name, for From
    std::vector<std::string> addresses;  ///< the first is the main one
    Endpoint imap;
    Endpoint smtp;
    SecretSource imap_secret;
    SecretSource smtp_secret;
    bool can_send = true;                              ///< an account without SMTP gets drafts and reminders only
    std::map<ports::FolderRole, std::string> folders;  ///< the user's own word on which folder is which
    std::vector<std::string> skip_folders;             ///< never watched
    std::chrono::seconds poll_every{120};              ///< for folders that cannot be watched by IDLE
    std::chrono::seconds idle_renew{25 * 60};          ///< IDLE lasts no longer; the regular look may end it before
    SentCopy sent_copy = SentCopy::automatic;
};

}  // namespace amends::mail
