<?php

// composer install
// ROSTER_API_KEY=… ROSTER_API_SECRET=… php add-users.php

require __DIR__ . '/vendor/autoload.php';

use GetStream\Stream\Client;
use GetStream\Stream\StreamFeedException;

// Without a trailing slash, unlike the JavaScript SDK's variable of the same name.
putenv('STREAM_BASE_URL=' . (getenv('ROSTER_URL') ?: 'http://localhost:8000') . '/api');

$client = new Client(getenv('ROSTER_API_KEY'), getenv('ROSTER_API_SECRET'));

// create a new user with the name in userdata
try {
    $user = $client->users()->add('42', array('name' => 'Arthur Dent'));
    echo "created {$user['id']}\n";
} catch (StreamFeedException $error) {
    if ($error->getCode() !== 409) {
        throw $error;
    }
    echo "error: the user already exists\n";
}

// get OR create the user
$user = $client->users()->add('42', array('name' => 'Arthur Dent'), true);
echo "got {$user['id']}: {$user['data']['name']}\n";
